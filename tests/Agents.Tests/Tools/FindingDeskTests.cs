using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Tests.Tools;

public sealed class FindingDeskTests : IDisposable
{
    private static readonly string AwsKey = "AKIA" + "QW7RTYU3OPLKJH5G";

    private static readonly Claim Sound = new()
    {
        Rule = "code-injection/eval",
        Cwe = "CWE-95",
        Severity = Severity.High,
        SeverityReason = "It runs code.",
        Confidence = Confidence.High,
        ConfidenceReason = "The code shows it.",
        Title = "Evaluated input",
        Description = "The text is run.",
        Recommendation = "Parse it.",
        Path = "a.py",
        StartLine = 2,
        EndLine = 2,
        Quote = "eval(x)",
    };

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_claim_whose_quote_stands_becomes_a_finding()
    {
        var tools = _workspace.Tools(("a.py", "x = input()\neval(x)\n"));

        Assert.True(tools.ReportFinding(Sound).IsAnswer(out var finding, out _));

        Assert.Equal(Fingerprint.Of(finding!.Rule, finding.Path, "eval(x)"), finding.Fingerprint);
        Assert.Equal([finding], tools.Findings);
    }

    [Fact]
    public void Lines_that_were_miscounted_are_corrected()
    {
        var tools = _workspace.Tools(("a.py", "x = input()\n\n\neval(x)\n"));

        Assert.True(tools.ReportFinding(Sound).IsAnswer(out var finding, out _));

        Assert.Equal((4, 4), (finding!.StartLine, finding.EndLine));
    }

    public static TheoryData<string, string> Unsound => new()
    {
        { "rule", "code injection" },
        { "cwe", "89" },
        { "title", "two\nlines" },
        { "title", "" },
        { "description", " " },
        { "path", "../a.py" },
        { "path", "b.py" },
        { "line", "9" },
        { "line", "0" },
        { "quote", "eval(y)" },
        { "quote", "" },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_claim_that_is_not_sound_is_refused_with_a_sentence(string member, string value)
    {
        var tools = _workspace.Tools(("a.py", "x = input()\neval(x)\n"));

        var answer = tools.ReportFinding(member switch
        {
            "rule" => Sound with { Rule = value },
            "cwe" => Sound with { Cwe = value },
            "title" => Sound with { Title = value },
            "description" => Sound with { Description = value },
            "path" => Sound with { Path = value },
            "line" => Sound with { StartLine = int.Parse(value, provider: null), EndLine = int.Parse(value, provider: null) },
            _ => Sound with { Quote = value },
        });

        Assert.False(answer.IsAnswer(out _, out var refusal));
        Assert.EndsWith(".", refusal!.Reason, StringComparison.Ordinal);
        Assert.Empty(tools.Findings);
    }

    [Fact]
    public void The_same_claim_about_the_same_code_is_one_finding_at_two_places()
    {
        var tools = _workspace.Tools(("a.py", "eval(x)\n\neval(x)\n"));

        tools.ReportFinding(Sound with { StartLine = 1, EndLine = 1 });
        tools.ReportFinding(Sound with { StartLine = 3, EndLine = 3 });
        tools.ReportFinding(Sound with { StartLine = 3, EndLine = 3 });

        var finding = Assert.Single(tools.Findings);
        Assert.Equal([new LineRange(3, 3)], finding.AlsoAt);
    }

    [Fact]
    public void Of_two_claims_about_one_flaw_the_worse_stands()
    {
        var tools = _workspace.Tools(("a.py", "x = input()\neval(x)\n"));

        tools.ReportFinding(Sound with { Rule = "code-injection/other", Severity = Severity.Low });
        tools.ReportFinding(Sound);

        Assert.Equal("code-injection/eval", Assert.Single(tools.Findings).Rule.Value);
    }

    [Fact]
    public void A_secret_leaves_neither_in_the_quote_nor_in_a_text()
    {
        var tools = _workspace.Tools(("a.py", $"connect(\n    key='{AwsKey}')\n"));

        Assert.True(tools.ReportFinding(Sound with { Quote = $"connect(\n    key='{AwsKey}')", Description = $"It holds {AwsKey}." }).IsAnswer(out var finding, out _));

        Assert.Equal("connect(\n    key='", finding!.Quote);
        Assert.Equal("It holds AKIA****.", finding.Description);
    }

    [Fact]
    public void A_password_is_cut_from_the_quote_of_another_rule()
    {
        var tools = _workspace.Tools(("a.py", "eval(x, password='gT7#kLw9')\n"));

        Assert.True(tools.ReportFinding(Sound with { StartLine = 1, EndLine = 1, Quote = "eval(x, password='gT7#kLw9')" }).IsAnswer(out var finding, out _));

        Assert.Equal("eval(x, password='", finding!.Quote);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CodeReview.Orchestrator.Summarizing;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Orchestrator.Tests.Verifying;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Summarizing.Html;

public sealed class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly ReviewedFolder _folder;

    public HtmlReportTests() => _folder = new ReviewedFolder(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void No_text_of_the_repository_ends_the_element_that_holds_it_or_names_a_part_of_the_page()
    {
        const string Code = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> {{script}} {{report}} -->";
        _folder.File("a.cs", $"{Code}\n");

        var page = Render(ReviewedFolder.Claim("a.cs", 1, Code) with { Title = Code, Description = Code, Recommendation = "]]></script>\u2028<svg onload=alert(3)>" });

        Assert.Equal(3, Count(page, "<script"));
        Assert.Equal(3, Count(page, "</script"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Equal(Code, Text(Parse(page), "title"));
    }

    [Fact]
    public void The_policy_of_the_page_allows_its_own_style_and_script_and_nothing_else()
    {
        _folder.File("a.cs", "one\n");

        var page = Render(ReviewedFolder.Claim("a.cs", 1, "one"));

        var policy = Between(page, "Content-Security-Policy\" content=\"", "\"");
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash(Between(page, "<style>", "</style>"))}'", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{Hash(Between(page, "<script>", "</script>"))}'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_is_marked_in_a_few_lines_of_its_file()
    {
        _folder.File("a.cs", string.Concat(Enumerable.Range(1, 20).Select(number => $"  line {number};\n")));

        var code = Parse(Render(ReviewedFolder.Claim("a.cs", 10, "line 10"))).GetProperty("findings")[0].GetProperty("code");

        Assert.Equal(Enumerable.Range(6, 9), code.EnumerateArray().Select(line => line[0].GetInt32()));
        Assert.Equal("""[10,"  ","line 10",";"]""", code[4].GetRawText());
        Assert.Equal("""[11,"  line 11;"]""", code[5].GetRawText());
    }

    [Fact]
    public void Secrets_around_a_quote_are_masked_and_so_is_the_body_of_a_private_key()
    {
        _folder.File("a.cs", "var password = \"hunter2!Qx9\";\nquoted();\n-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END PRIVATE KEY-----\n");

        var page = Render(ReviewedFolder.Claim("a.cs", 2, "quoted();"));

        Assert.DoesNotContain("hunter2!Qx9", page, StringComparison.Ordinal);
        Assert.DoesNotContain("AIBAAKCAQEA", page, StringComparison.Ordinal);
        Assert.Contains("hun****", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_shown_near_its_quote()
    {
        _folder.File("a.js", $"{new string('x', 5_000)}eval(y){new string('z', 5_000)}\n");

        var line = Parse(Render(ReviewedFolder.Claim("a.js", 1, "eval(y)"))).GetProperty("findings")[0].GetProperty("code")[0];

        Assert.Equal("eval(y)", line[2].GetString());
        Assert.StartsWith("…x", line[1].GetString(), StringComparison.Ordinal);
        Assert.True(line.GetRawText().Length < 400, line.GetRawText());
    }

    [Fact]
    public void What_would_turn_a_line_around_is_shown_as_what_it_is()
    {
        _folder.File("a.cs", "if (x) \u202e { } // \u2066\n");

        var page = Render(ReviewedFolder.Claim("a.cs", 1, "if (x)"));

        Assert.DoesNotContain('\u202e', page);
        Assert.Contains("u{202e}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_flow_shows_the_code_of_its_steps_and_drops_steps_that_are_nowhere()
    {
        _folder.File("a.cs", "var q = Request.Query;\nRun(q);\n").File("b.cs", "one\n");
        var path = TextValue.Parse<Protocol.Workspace.WorkspacePath>("a.cs");

        var flow = Parse(Render(ReviewedFolder.Claim("a.cs", 2, "Run(q);") with { Flow = [new FlowStep(path, 1, "comes from the request"), new FlowStep(path, 99, "nowhere")] }))
            .GetProperty("findings")[0].GetProperty("flow");

        Assert.Equal("""[{"path":"a.cs","line":1,"note":"comes from the request","code":"var q = Request.Query;"}]""", flow.GetRawText());
    }

    [Fact]
    public void A_page_has_its_bounds_and_counts_what_it_leaves_out()
    {
        _folder.File("many.cs", string.Concat(Enumerable.Range(0, 10_001).Select(number => $"call({number});\n")));

        var report = Parse(Render([.. Enumerable.Range(0, 10_001).Select(number => ReviewedFolder.Claim("many.cs", number + 1, $"call({number});"))]));

        Assert.Equal((10_000, 1), (report.GetProperty("findings").GetArrayLength(), report.GetProperty("findings_left").GetInt32()));
        Assert.True(report.GetProperty("texts").GetArrayLength() < 10);
    }

    private string Render(params Finding[] findings)
    {
        _folder.Planned().Result("security.0001", findings);
        CodeReview.Orchestrator.Verifying.FindingVerifier.Verify(_folder.Layout, new([AgentName.Security], _folder.Digests), CancellationToken.None);
        ResultsWriter.Write(
            _folder.Layout, new ResultsOrder(Some.Id, Some.Request.RepoUrl, Some.Commit, [AgentName.Security], 1, []), ReviewTimeline.None, CancellationToken.None);
        return File.ReadAllText(_folder.Layout.ReportHtml);
    }

    private static JsonElement Parse(string page) => JsonDocument.Parse(Between(page, "id=\"report-content\">", "</script>")).RootElement;

    private static string Text(JsonElement report, string name) =>
        report.GetProperty("texts")[report.GetProperty("findings")[0].GetProperty(name).GetInt32()].GetString()!;

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}

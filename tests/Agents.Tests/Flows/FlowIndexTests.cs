using System.Text.RegularExpressions;
using CodeReview.Agents.Engines;
using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tests.Rules;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Tests.Flows;

/// <summary>
/// Small services in each language, whose flaws are marked where they are: <c>flaw:</c> and the families. What a flow says is exactly that,
/// so each line without a mark is a look-alike.
/// </summary>
public sealed partial class FlowIndexTests
{
    private static readonly IReadOnlyList<Rule> FlowRules = [.. RuleSet.Of(AgentName.Security).Where(rule => rule.Detectors.OfType<FlowDetector>().Any() && rule.Severity > Protocol.Findings.Severity.Low)];

    public static TheoryData<string> Services => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Services))]
    public void What_is_sent_is_followed_to_every_marked_line_and_to_no_other(string service)
    {
        SourceFile[] files = [.. Directory.GetFiles(Path.Combine(Folder, service)).Order(StringComparer.Ordinal).Select(path => Some.File(Path.GetFileName(path), File.ReadAllText(path)))];
        _ = new SourceSet(files);

        var found = files.SelectMany(file => FlowRules.SelectMany(rule => Claims.Of(rule, file).Select(claim => $"{file.Path}:{claim.StartLine} {rule.Id.Split('/')[0]}")));
        var marked = files.SelectMany(file => file.Text.Split('\n').SelectMany((line, index) => Mark().Match(line).Groups["families"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(family => $"{file.Path}:{index + 1} {family}")));

        Assert.Equal(marked.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_flow_names_where_it_begins_and_the_call_it_goes_through()
    {
        SourceFile[] files = [Some.File("app.py", "from flask import request\ndef view():\n    return find(request.args['name'])\n"), Some.File("db.py", "def find(name):\n    return cursor.execute(\"SELECT * FROM t WHERE name = '\" + name + \"'\")\n")];
        _ = new SourceSet(files);

        var claim = Assert.Single(Claims.Of(RuleSet.All.Single(rule => rule.Id is "sql-injection/request-value"), files[1]));

        Assert.Equal(2, claim.StartLine);
        Assert.EndsWith("app.py line 3 reads `request.args['name']`, and it reaches line 2 through the call of find in app.py line 3.", claim.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.py", "(", 5_000)]
    [InlineData("a.js", "a => {", 5_000)]
    [InlineData("A.java", "f(x -> {", 5_000)]
    [InlineData("a.go", "func(){", 5_000)]
    [InlineData("a.php", "<?php f(", 5_000)]
    [InlineData("a.rb", "f(a ? ", 5_000)]
    [InlineData("a.py", "!-~not ", 20_000)]
    [InlineData("a.js", "`${", 2_000)]
    [InlineData("a.rb", ") ] } ", 2_000)]
    [InlineData("a.js", "}", 2_000)]
    [InlineData("a.cs", "Request ) => } , ; : . ?", 500)]
    public void No_nesting_exhausts_the_stack(string path, string piece, int times)
    {
        var file = Some.File(path, "request.params $_GET http.Request " + string.Concat(Enumerable.Repeat(piece, times)));

        Assert.Empty(FlowRules.SelectMany(rule => rule.Find(file)));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_file_that_ends_anywhere_is_read_up_to_there(string service)
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Folder, service)))
        {
            var text = File.ReadAllText(path);
            for (var length = 0; length < text.Length; length += 37)
                Assert.NotNull(FlowRules.SelectMany(rule => rule.Find(Some.File(Path.GetFileName(path), text[..length]))).ToList());
        }
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Flows", "Samples");

    [GeneratedRegex(@"flaw: (?<families>[a-z]+(?:[ -][a-z]+)*)")]
    private static partial Regex Mark();
}

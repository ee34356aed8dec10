using System.Text.Json;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

public sealed class ComparisonTests : IDisposable
{
    private const string OtherFlaw = """
        using System.Diagnostics;

        public class Shell
        {
            public void Run(string name) => Process.Start("/bin/sh", "-c \"ls " + name + "\"");
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_a_baseline_only_what_is_new_fails_a_build()
    {
        using (var repository = new TestRepository(Repository))
        {
            repository.Commit([("src/Orders.cs", SampleRepository.Vulnerable)]);
            Assert.Equal(1, (await CodeReview.RunAsync("review", Repository, "--id", "base", "--fail-on", "high")).Status);
            repository.Commit([("src/Orders.cs", $"// One line more.\n{SampleRepository.Vulnerable}")]);
            var (unchanged, output, _) = await CodeReview.RunAsync("review", Repository, "--id", "moved", "--baseline", "base", "--fail-on", "high");
            Assert.Equal(0, unchanged);
            Assert.Contains("New 0, persisting ", output, StringComparison.Ordinal);
            repository.Commit([("src/Shell.cs", OtherFlaw)]);
        }

        var (status, json, error) = await CodeReview.RunAsync("review", Repository, "--id", "worse", "--baseline", "base", "--fail-on", "medium", "--json");

        Assert.True(status is 1, error);
        var comparison = JsonDocument.Parse(json).RootElement.GetProperty("comparison");
        Assert.All(comparison.GetProperty("new").EnumerateArray(), finding => Assert.Equal("src/Shell.cs", finding.GetProperty("path").GetString()));
        Assert.All(comparison.GetProperty("resolved").EnumerateArray(), finding => Assert.Equal("src/Orders.cs", finding.GetProperty("path").GetString()));
        Assert.NotEqual(0, comparison.GetProperty("counts").GetProperty("resolved").GetInt32());
        var (compared, text, _) = await CodeReview.RunAsync("compare", "base", "worse", "--fail-on", "medium");
        Assert.Equal(1, compared);
        Assert.Contains("src/Shell.cs:5", text, StringComparison.Ordinal);
        Assert.Equal(0, (await CodeReview.RunAsync("compare", "worse", "worse", "--fail-on", "low")).Status);
        var sarif = await CodeReview.RunAsync("report", "moved", "--baseline", "base", "--format", "sarif");
        Assert.All(
            JsonDocument.Parse(sarif.Output).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray(),
            result => Assert.Equal("unchanged", result.GetProperty("baselineState").GetString()));
    }

    [Fact]
    public async Task GitLab_gets_an_issue_for_each_finding_with_the_fingerprint_that_it_compares_by()
    {
        using (var repository = new TestRepository(Repository))
            repository.Commit([("src/Orders.cs", SampleRepository.Vulnerable)]);
        await CodeReview.RunAsync("review", Repository, "--id", "one");

        var (status, json, error) = await CodeReview.RunAsync("report", "one", "--format", "gitlab");

        Assert.True(status is 0, error);
        var issues = JsonDocument.Parse(json).RootElement.EnumerateArray().ToList();
        Assert.Equal(["critical", "major", "major"], issues.Select(issue => issue.GetProperty("severity").GetString()));
        var injection = issues[0];
        Assert.Equal(("src/Orders.cs", 8), (injection.GetProperty("location").GetProperty("path").GetString(), injection.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32()));
        Assert.StartsWith("sql-injection/", injection.GetProperty("check_name").GetString(), StringComparison.Ordinal);
        Assert.Equal(issues.Count, issues.Select(issue => issue.GetProperty("fingerprint").GetString()).Distinct().Count());
        Assert.All(issues, issue => Assert.NotEqual("", issue.GetProperty("description").GetString()));
    }

    [Fact]
    public async Task A_baseline_goes_with_the_format_that_can_say_what_it_is_for()
    {
        var (status, _, error) = await CodeReview.RunAsync("report", "one", "--baseline", "two");

        Assert.Equal(64, status);
        Assert.Contains("codereview compare", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_that_is_not_there_is_said_before_anything_is_begun()
    {
        SampleRepository.Create(Repository, files: 1);

        var (status, _, error) = await CodeReview.RunAsync("review", Repository, "--baseline", "nobody");

        Assert.Equal(64, status);
        Assert.Contains("Review 'nobody' has no results", error, StringComparison.Ordinal);
        Assert.Empty(CodeReview.Workspace.ReviewIds());
    }
}

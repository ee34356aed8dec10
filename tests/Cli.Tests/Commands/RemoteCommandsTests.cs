using System.Diagnostics;
using System.Globalization;
using System.Text;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>The command as a user runs it, against a fleet and a bucket on the loopback.</summary>
public sealed class RemoteCommandsTests : IDisposable
{
    private const string Url = "https://example.org/some/name";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_review_is_begun_watched_and_answered_and_nothing_of_this_machine_is_asked_or_written()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Running() with { RetryAfterSeconds = 1 }), FakeAws.Answer(Some.Complete()));

        var (status, output, error) = await CodeReview(aws).RunAsync("review", Url, "--id", "some", "--remote", "fleet:live", "--fail-on", "medium");

        Assert.True(status is 1, error);
        Assert.Contains("\"repo_url\":\"https://example.org/some/name\"", aws.Invoked.First().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"model\"", aws.Invoked.First().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("max_parallel_agents", aws.Invoked.First().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("security", aws.Invoked.First().Text, StringComparison.Ordinal);
        Assert.Contains("Review some: complete", output, StringComparison.Ordinal);
        Assert.Contains("reviewing: 1 of 4 tasks", error, StringComparison.Ordinal);
        Assert.Contains("codereview report some --remote fleet:live --bucket NAME", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task The_model_and_the_agents_that_were_named_are_asked_for_without_a_look_at_what_is_set_up_here()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Complete()));

        var (status, _, error) = await CodeReview(aws).RunAsync(
            "review", Url, "--remote", "fleet", "--model", "openai:of-the-fleet", "--agents", "ours", "--max-parallel", "9");

        Assert.True(status is 0, error);
        Assert.Contains("\"model\":\"openai:of-the-fleet\"", aws.Invoked.Single().Text, StringComparison.Ordinal);
        Assert.Contains("\"max_parallel_agents\":9", aws.Invoked.Single().Text, StringComparison.Ordinal);
        Assert.Contains("\"agents\":[\"ours\"]", aws.Invoked.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_read_from_the_bucket_and_the_summary_from_the_answer()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Complete()));
        var summary = WorkspaceFile.ToJson(Some.Complete().Summary!, ProtocolJson.Indented.ReviewSummary);
        aws.Objects["reviews-bucket/workspace/reviews/some/results/summary.json"] = summary;
        aws.Objects["reviews-bucket/workspace/reviews/some/results/report.sarif"] = "{}"u8.ToArray();

        var sarif = await CodeReview(aws).RunAsync("report", "some", "--format", "sarif", "--remote", "fleet", "--bucket", "reviews-bucket");
        var json = await CodeReview(aws).RunAsync("report", "some", "--format", "json", "--remote", "fleet");
        var nameless = await CodeReview(aws).RunAsync("report", "some", "--remote", "fleet");

        Assert.Equal((0, "{}"), (sarif.Status, sarif.Output));
        Assert.Equal((0, Encoding.UTF8.GetString(summary)), (json.Status, json.Output));
        Assert.Equal(ExitStatus.Usage, nameless.Status);
        Assert.Contains("aws s3 cp s3://BUCKET/workspace/reviews/some/results/report.md -", nameless.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_suspended_says_how_to_go_on_in_the_fleet()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Running() with { Status = ReviewStatus.Suspended, RetryAfterSeconds = null }));

        var (status, _, error) = await CodeReview(aws).RunAsync("resume", "some", "--remote", "fleet");

        Assert.Equal(ExitStatus.Incomplete, status);
        Assert.Contains("To go on: codereview resume some --remote fleet", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_that_was_called_off_is_what_cancel_is_for()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Running() with { Status = ReviewStatus.Cancelled }));

        var (status, _, error) = await CodeReview(aws).RunAsync("cancel", "some", "--remote", "fleet");

        Assert.True(status is 0, error);
        Assert.Contains("cancel", aws.Invoked.Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", 64, "There is no function 'fleet'")]
    [InlineData(429, "TooManyRequestsException", 2, "nothing was begun")]
    [InlineData(403, "AccessDeniedException", 2, "lambda:InvokeFunction")]
    public async Task A_refusal_of_lambda_is_explained(int answer, string code, int exit, string says)
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Refusal(answer, code));

        var (status, _, error) = await CodeReview(aws).RunAsync("review", Url, "--remote", "fleet");

        Assert.Equal(exit, status);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sees nothing", "A fleet cannot see", "review", ".", "--remote", "fleet")]
    [InlineData("a workspace", "leave one of them out", "review", Url, "--remote", "fleet", "--workspace", "reviews")]
    [InlineData("a workspace in front", "leave one of them out", "--workspace", "reviews", "status", "some", "--remote", "fleet")]
    [InlineData("a format that is made here", "--format sarif", "report", "some", "--remote", "fleet", "--format", "gitlab")]
    [InlineData("a bucket alone", "--remote", "report", "some", "--bucket", "bucket")]
    public async Task What_does_not_go_together_is_refused_before_anything_is_called(string what, string says, params string[] arguments)
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Complete()));

        var (status, _, error) = await CodeReview(aws).RunAsync(arguments);

        Assert.True(status is ExitStatus.Usage, $"{what}: {status} {error}");
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.Empty(aws.Invoked);
    }

    [Fact]
    public async Task Without_a_region_it_says_what_to_set()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Complete()));
        var variables = aws.Variables;
        variables.Remove("AWS_ENDPOINT_URL_LAMBDA");
        variables["AWS_REGION"] = variables["AWS_DEFAULT_REGION"] = "";
        variables["AWS_CONFIG_FILE"] = variables["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(_folder.Path, "nothing");

        var (status, _, error) = await new CommandLine(_folder.Path) { NamesWorkspace = false, Variables = variables }.RunAsync("status", "some", "--remote", "fleet");

        Assert.Equal(ExitStatus.Usage, status);
        Assert.Contains("AWS_REGION", error, StringComparison.Ordinal);
    }

    [NeedsFact<Signals>]
    public async Task Ctrl_C_ends_the_watching_and_says_how_to_come_back()
    {
        await using var aws = await FakeAws.StartAsync(FakeAws.Answer(Some.Running() with { RetryAfterSeconds = 300 }));
        using var process = CodeReview(aws).Start("review", Url, "--id", "some", "--remote", "fleet");
        await CommandLine.UntilAsync(process, line => line.Contains("reviewing: 1 of 4", StringComparison.Ordinal));

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var (status, output, error) = await CommandLine.EndAsync(process);

        Assert.Equal(ExitStatus.Incomplete, status);
        Assert.Contains("Review some: running", output, StringComparison.Ordinal);
        Assert.Contains("Review some goes on in the fleet. To watch it again: codereview resume some --remote fleet", error, StringComparison.Ordinal);
        Assert.DoesNotContain("cancel", Assert.Single(aws.Invoked).Text, StringComparison.Ordinal);
    }

    private CommandLine CodeReview(FakeAws aws)
    {
        var variables = aws.Variables;
        variables["CODEREVIEW_WORKSPACE"] = Path.Combine(_folder.Path, "workspace");
        return new CommandLine(_folder.Path) { NamesWorkspace = false, Variables = variables };
    }
}

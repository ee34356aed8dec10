using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Model;
using CodeReview.Lambda.Logging;
using CodeReview.Orchestrator.Functions;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Sources;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Tests.Functions;

/// <summary>The orchestrator as its function, over a real repository and a real workspace; Lambda's Invoke is the test's.</summary>
public sealed class OrchestratorFunctionTests : IAsyncLifetime, IDisposable
{
    // As the Terraform module has it.
    private const int Orchestrator = 1000, Agent = 1001, Group = 1000;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeLambda _lambda = new();
    private TestRepository _repository = null!;
    private IHost _host = null!;

    private WorkspaceLayout Workspace => new(Path.Combine(_folder.Path, "mount"));

    private string Request => $$"""{"repo_url":"{{_repository.Url}}","review_id":"some-review"}""";

    private Review State => new ReviewHistory(Workspace, LogFiles.Instance).Current(Some.Id)!;

    public async Task InitializeAsync()
    {
        _repository = new TestRepository(Path.Combine(_folder.Path, "repository"));
        _repository.Commit(("src/app.py", "print(1)\n"), ("src/other.py", "print(2)\n"));
        Directory.CreateDirectory(Workspace.Root);
        _host = OrchestratorHost.Build(Environment(), _lambda, new JsonLog(Stream.Null, LogLevel.None, TimeProvider.System), SourceAccess.OfUser);
        await _host.StartAsync();
    }

    public Task DisposeAsync() => _host.StopAsync();

    public void Dispose()
    {
        _host.Dispose();
        _lambda.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_request_leaves_the_tasks_with_their_functions_and_says_that_it_runs()
    {
        var answer = await ServeAsync(Request);

        Assert.Equal(("running", "some-review"), ((string?)answer["status"], (string?)answer["review_id"]));
        Assert.True((int?)answer["retry_after_seconds"] > 0);
        Assert.Equal(["agent-security:live", "agent-style:live"], _lambda.Events.Select(sent => sent.Function).Order());
        Assert.Equal(["bedrock:m", "rules"], _lambda.Events.Select(sent => (string?)JsonNode.Parse(sent.Payload)!["model"]).Order());
    }

    [Fact]
    public async Task What_functions_tell_of_their_ends_brings_the_review_to_its_own()
    {
        await ServeAsync(Request);
        var first = Assert.Single(_lambda.Events, sent => sent.Function.Contains("security", StringComparison.Ordinal)).Payload;

        await ServeAsync(Died(first));
        // The killed one was sent again.
        Assert.Equal(3, _lambda.Events.Count);
        await ServeAsync(Died(first));
        Assert.Equal(3, _lambda.Events.Count);
        var answer = await ReportAllAsync();

        Assert.Equal("complete", (string?)answer["status"]);
        Assert.Equal(2, (int?)answer["coverage"]!["files"]);
        Assert.Equal(0, (int?)answer["usage"]!["turns"]);
        Assert.Equal("reviews/some-review/results/summary.json", (string?)answer["results"]!["summary"]);
        Assert.Equal("complete", (string?)(await ServeAsync("""{"command":"status","review_id":"some-review"}"""))["status"]);
    }

    [Fact]
    public async Task An_id_alone_asks_for_the_same_review_again_and_disturbs_nothing()
    {
        await ServeAsync(Request);

        var again = await ServeAsync("""{"review_id":"some-review"}""");

        Assert.Equal(("running", 2), ((string?)again["status"], _lambda.Events.Count));
    }

    [Fact]
    public async Task A_cancelled_review_takes_no_report_and_says_so_for_ever()
    {
        await ServeAsync(Request);

        Assert.Equal("cancelled", (string?)(await ServeAsync("""{"command":"cancel","review_id":"some-review"}"""))["status"]);
        Assert.Equal("cancelled", (string?)(await ReportAllAsync())["status"]);
        Assert.Equal("cancelled", (string?)(await ServeAsync(Request))["status"]);
        Assert.Empty(State.Done);
    }

    [Fact]
    public async Task An_activation_whose_time_is_over_asks_for_the_next_one_itself()
    {
        var answer = await ServeAsync(Request, new FakeContext { RemainingTime = TimeSpan.Zero });

        Assert.Equal("running", (string?)answer["status"]);
        var (function, payload) = Assert.Single(_lambda.Events);
        Assert.Equal(("arn:aws:lambda:us-east-1:123456789012:function:orchestrator:live", """{"command":"continue","review_id":"some-review"}"""), (function, payload));
        _lambda.Events.Clear();
        await ServeAsync(payload);
        Assert.Equal(2, _lambda.Events.Count);
        Assert.Equal(1, State.Rounds);
    }

    [Fact]
    public async Task Whoever_waits_and_whose_time_is_over_is_told_that_it_is_suspended()
    {
        var answer = await ServeAsync(Request.Replace("{", "{\"wait\":true,", StringComparison.Ordinal), new FakeContext { RemainingTime = TimeSpan.Zero });

        Assert.Equal("suspended", (string?)answer["status"]);
        Assert.Empty(_lambda.Events);
    }

    [Fact]
    public async Task A_sweep_has_reviews_go_on_that_something_is_owed_to_and_no_others()
    {
        await ServeAsync(Request, new FakeContext { RemainingTime = TimeSpan.Zero });
        _lambda.Events.Clear();

        var first = await ServeAsync("""{"command":"sweep"}""");
        Assert.Equal((1, "some-review"), ((int?)first["pending"], (string?)first["continued"]![0]));
        Assert.Equal("""{"command":"continue","review_id":"some-review"}""", Assert.Single(_lambda.Events).Payload);

        _lambda.Events.Clear();
        await ServeAsync("""{"command":"continue","review_id":"some-review"}""");
        var second = await ServeAsync("""{"source":"aws.scheduler"}""");
        Assert.Equal((1, 0), ((int?)second["pending"], second["continued"]!.AsArray().Count));

        await ReportAllAsync();
        Assert.Equal(0, (int?)(await ServeAsync("""{"command":"sweep"}"""))["pending"]);
    }

    [Fact]
    public async Task A_message_that_meets_a_living_activation_elsewhere_fails_so_that_it_comes_again()
    {
        await ServeAsync(Request);
        var report = Reported(_lambda.Events.First().Payload);
        WriteForeignLease(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<EnvironmentException>(() => ServeAsync(report, new FakeContext { RemainingTime = TimeSpan.FromSeconds(1) }));
        Assert.Empty(State.GivenUp);

        WriteForeignLease(TimeSpan.Zero);
        await ServeAsync(report);
        Assert.Single(State.GivenUp);
    }

    [Fact]
    public async Task A_review_that_nobody_knows_is_said_to_a_person_and_left_to_lambda_by_a_message()
    {
        Assert.Contains("There is no review 'nobody'", (string?)(await ServeAsync("""{"command":"status","review_id":"nobody"}"""))["error"]!["message"], StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidRequestException>(() => ServeAsync("""{"command":"continue","review_id":"nobody"}"""));
        Assert.False(Directory.Exists(Workspace.Review(TextValue.Parse<ReviewId>("nobody")).Folder));
    }

    [Fact]
    public async Task An_agent_that_has_no_function_is_refused()
    {
        var answer = await ServeAsync(Request.Replace("{", "{\"agents\":[\"other\"],", StringComparison.Ordinal));

        Assert.Contains("There is no agent 'other' here: name security, style.", (string?)answer["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_what_works_and_what_may_not_be_called()
    {
        var works = await ServeAsync("""{"command":"check"}""");
        Assert.Equal(("ok", "ok"), ((string?)works["status"], (string?)works["agents"]!["style"]));
        Assert.Equal(["write", "read", "rename", "remove"], works["steps"]!.AsArray().Select(step => (string?)step!["name"]));

        _lambda.BeforeCall = request => { if (request.FunctionName!.Contains("style", StringComparison.Ordinal)) throw NotFound(); };
        var fails = await ServeAsync("""{"command":"check"}""");
        Assert.Equal("failed", (string?)fails["status"]);
        Assert.Contains("There is no function 'agent-style:live'", (string?)fails["agents"]!["style"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mount_that_is_not_there_is_said_before_anything_is_begun()
    {
        Directory.Delete(Workspace.Root, recursive: true);

        Assert.Contains("nothing is mounted there", (string?)(await ServeAsync(Request))["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal("failed", (string?)(await ServeAsync("""{"command":"check"}"""))["status"]);
        await Assert.ThrowsAsync<MountException>(() => ServeAsync("""{"command":"sweep"}"""));
        Assert.False(Directory.Exists(Workspace.Root));
    }

    [NeedsFact<Root>]
    public async Task Agents_who_are_another_user_of_the_group_write_tasks_and_their_progress_and_nothing_else()
    {
        await ServeAsync(Request);
        await ShellAsync($"chmod 755 '{_folder.Path}' && chmod 750 '{Workspace.Root}' && chown -R {Orchestrator}:{Group} '{Workspace.Root}'");
        var review = Workspace.Review(Some.Id);

        foreach (var folder in new[] { review.Tasks, review.State, Workspace.Checks })
            Assert.True(await MayAsync($"mkdir -p '{folder}/some' && touch '{folder}/some/file'"), folder);
        foreach (var folder in new[] { Workspace.Root, Workspace.Reviews, Workspace.PendingReviews, review.Folder, review.Journal, $"{review.Journal}/claims", $"{review.Journal}/segments", review.Snapshots, review.Repo, $"{review.Repo}/src", review.Shards })
            Assert.False(await MayAsync($"touch '{folder}/file'"), folder);
        foreach (var file in new[] { review.RepoManifest, review.Plan, $"{review.Repo}/src/app.py", $"{review.Journal}/segments/000001.jsonl" })
        {
            Assert.True(await MayAsync($"cat '{file}'"), file);
            Assert.False(await MayAsync($"echo >> '{file}'") || await MayAsync($"rm -f '{file}'"), file);
        }

        // What an agent wrote the orchestrator reads.
        Assert.True(await ShellAsync($"setpriv --reuid {Orchestrator} --regid {Group} --clear-groups cat '{review.Tasks}/some/file'"));
    }

    private static Task<bool> MayAsync(string command) => ShellAsync($"setpriv --reuid {Agent} --regid {Group} --clear-groups sh -c \"{command}\" 2> /dev/null > /dev/null");

    private static async Task<bool> ShellAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script]))!;
        await process.WaitForExitAsync();
        return process.ExitCode is 0;
    }

    private FunctionEnvironment Environment() => new(name => name switch
    {
        FunctionEnvironment.WorkspaceVariable => Workspace.Root,
        FunctionEnvironment.AgentsVariable => """
            {"security":{"function":"agent-security:live","model":"bedrock:m","timeout_seconds":900},
             "style":{"function":"agent-style:live","model":"rules","timeout_seconds":900}}
            """,
        _ => null,
    });

    private async Task<JsonNode> ReportAllAsync()
    {
        JsonNode? last = null;
        while (_lambda.Events.TryDequeue(out var sent))
            last = await ServeAsync(Reported(sent.Payload));
        return last!;
    }

    private async Task<JsonNode> ServeAsync(string message, FakeContext? context = null)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(message));
        await using var answer = await _host.Services.GetRequiredService<OrchestratorFunction>().ServeAsync(input, context ?? new FakeContext());
        return (await JsonNode.ParseAsync(answer))!;
    }

    private static string Died(string task) => $$"""
        {"requestContext":{"condition":"RetriesExhausted"},"requestPayload":{{task}},"responsePayload":{"errorType":"Runtime.ExitError","errorMessage":"signal: killed"} }
        """;

    // An agent gives its tasks up at once: what is reviewed is not the matter here.
    private static string Reported(string task)
    {
        var sent = JsonNode.Parse(task)!;
        return $$"""
            {"requestContext":{"condition":"Success"},"requestPayload":{{task}},"responsePayload":
            {"review_id":"some-review","task":"{{sent["task"]}}","attempt":{{sent["attempt"]}},"outcome":"failed_for_good","error":"not today",
             "usage":{"turns":0,"input_tokens":0,"cached_input_tokens":0,"output_tokens":0,"usd":0} } }
            """;
    }

    private void WriteForeignLease(TimeSpan left)
    {
        var until = TimeProvider.System.GetUtcNow() + left;
        File.WriteAllText(Workspace.Review(Some.Id).Lease, $$"""{"token":1,"owner":{"machine":"another","process_id":1,"started_at":1},"lives_until":"{{until:O}}" }""");
    }

    private static ResourceNotFoundException NotFound() => new("Function not found", null, Amazon.Runtime.ErrorType.Sender, "ResourceNotFoundException", "1", System.Net.HttpStatusCode.NotFound);
}

/// <summary>Root on Linux: nobody else may become another user.</summary>
internal sealed class Root : INeed
{
    public static string? Missing => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "only root on Linux may become another user";
}

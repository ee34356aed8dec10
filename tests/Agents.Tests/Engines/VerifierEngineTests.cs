using CodeReview.Agents.Engines;
using CodeReview.Agents.Prompts;
using CodeReview.Agents.Tests.Models;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing.Simulation;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Tests.Engines;

public sealed class VerifierEngineTests : IDisposable
{
    private static readonly TaskId Verifier = new(AgentName.Verifier, ShardId.At(1));
    private static readonly Finding Injection = Claim(5, "    return db.run(name)", "sql-injection/passed-through");
    private static readonly Finding Import = Claim(1, "import db", "dead-code/import", Severity.Medium);
    private readonly Workspace _workspace = new();

    public VerifierEngineTests() => _workspace.Fill(ModelEngineTests.Sample);

    private TaskResult Result => WorkspaceFile.ReadJson(_workspace.Review.TaskResult(Verifier), ProtocolJson.Default.TaskResult);

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Each_finding_is_judged_in_a_conversation_that_has_seen_nothing_of_the_others()
    {
        var model = Model(Reads("app.py"), Stands("MEDIUM"));

        var report = await RunAsync(model, Injection, Import);

        Assert.Null(report.Error);
        Assert.Equal((AgentOutcome.Done, 4), (report.Outcome, report.Usage.Turns));
        Assert.Equal(2, Result.Verdicts.Count);
        Assert.All(model.Requests, request => Assert.NotEqual(
            request.Contains(Injection.Title, StringComparison.Ordinal), request.Contains(Import.Title, StringComparison.Ordinal)));
        // What the finder made of its sureness would be taken over.
        Assert.All(model.Requests, request => Assert.DoesNotContain(Injection.ConfidenceReason, request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_verdict_says_who_gave_it_why_and_how_sure_the_finder_was()
    {
        await RunAsync(Model(Stands("LOW")), Injection);

        var given = Assert.Single(Result.Verdicts);
        Assert.Equal((Injection.Fingerprint, Confidence.Low), (given.Fingerprint, given.Confidence));
        Assert.Equal(new Verdict(false, "I followed it.", ModelEngineTests.Model, Confidence.High), given.Verdict);
    }

    [Fact]
    public async Task No_verdict_makes_a_claim_surer_than_its_finder_was()
    {
        await RunAsync(Model(Stands("HIGH")), Injection with { Confidence = Confidence.Low });

        var given = Assert.Single(Result.Verdicts);
        Assert.Equal((Confidence.Low, null), (given.Confidence, given.Verdict.ClaimedConfidence));
    }

    [Fact]
    public async Task A_refutation_without_code_that_stands_is_refused_and_can_be_mended()
    {
        var model = Model(
            Refutes("because it says so", null),
            Refutes("bound", new { path = "other/db.py", start_line = 2, end_line = 2, quote = "connection.execute(bind(text))" }),
            Refutes("run is only called here", new { path = "other/db.py", start_line = 1, end_line = 1, quote = "def run(text):" }));

        await RunAsync(model, Injection);

        Assert.Contains("A claim is refuted by code", model.Requests[1], StringComparison.Ordinal);
        Assert.Contains("does not stand in the file", model.Requests[2], StringComparison.Ordinal);
        Assert.Equal(new Verdict(true, "run is only called here (other/db.py:1)", ModelEngineTests.Model), Assert.Single(Result.Verdicts).Verdict);
    }

    [Fact]
    public async Task It_has_file_tools_and_the_verdict_and_nothing_else()
    {
        var model = Model(ScriptedModel.Calls(("x", "report_finding", new { })), Stands("LOW"));

        await RunAsync(model, Injection);

        Assert.Contains("There is no tool 'report_finding': there are list_files, read_file, search_code, give_verdict.", model.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_below_the_threshold_or_sure_by_rule_is_left_alone_unless_it_is_asked_for()
    {
        var low = Injection with { Severity = Severity.Low };
        var sure = Import with { SureByRule = true };
        var none = Model();

        await RunAsync(none, low, sure);
        Assert.Empty(none.Requests);
        Assert.Empty(Result.Verdicts);

        await RunAsync(Model(Stands("LOW")), new VerificationOptions(From: Severity.Low, SureToo: true), low, sure);
        Assert.Equal(2, Result.Verdicts.Count);
    }

    [Fact]
    public async Task The_same_claim_of_two_finders_is_judged_once()
    {
        var model = Model(Stands("LOW"));
        var second = new TaskId(AgentName.Security, ShardId.At(1), 2);

        await RunAsync(model, new VerificationInput([Write(Workspace.SecurityTask, Injection), Write(second, Injection)], new VerificationOptions()));

        Assert.Single(model.Requests);
        Assert.Single(Result.Verdicts);
    }

    [Fact]
    public async Task A_finding_that_no_verdict_came_on_says_why_and_the_others_have_theirs()
    {
        var model = new ScriptedModel(messages => messages[1].Text.Contains(Injection.Title, StringComparison.Ordinal)
            ? ScriptedModel.Says("I will not.", "content_filter")
            : Stands("MEDIUM"));

        var report = await RunAsync(model, Injection, Import);

        Assert.Equal(AgentOutcome.Done, report.Outcome);
        var open = Assert.Single(Result.Verdicts, given => given.Verdict.Unverified);
        Assert.Equal((Injection.Fingerprint, Confidence.High, "It was not verified: the model refused to go on."), (open.Fingerprint, open.Confidence, open.Verdict.Reason));
        Assert.Contains("Not every finding was verified", Result.Remark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_between_two_findings_it_goes_on_with_the_second_and_judges_none_twice()
    {
        var killed = new ScriptedModel(messages => messages[1].Text.Contains(Import.Title, StringComparison.Ordinal) && Turn(messages) is 1
            ? throw new KilledException()
            : Turn(messages) is 0 ? Reads("app.py") : Stands("LOW"));
        var task = Order([Write(Workspace.SecurityTask, Injection, Import)], new VerificationOptions());
        await Assert.ThrowsAsync<KilledException>(() => Engine(killed).ReviewAsync(new EngineTask(task, Tools(), _workspace.Review), default));
        var resumed = Model(Reads("app.py"), Stands("LOW"));

        var report = await RunAsync(resumed, Injection, Import);

        Assert.Equal(killed.Requests[^1], Assert.Single(resumed.Requests));
        Assert.Equal((AgentOutcome.Done, 4, 2), (report.Outcome, report.Usage.Turns, Result.Verdicts.Count));
    }

    [Fact]
    public async Task Killed_anywhere_it_ends_as_an_undisturbed_one_and_pays_for_no_answer_twice()
    {
        var order = Order([Write(Workspace.SecurityTask, Injection, Import)], new VerificationOptions());
        var transcript = _workspace.Review.Transcript(Verifier);
        var points = 0;
        for (var isKilled = true; isKilled; points++)
        {
            if (Directory.Exists(transcript))
                Directory.Delete(transcript, recursive: true);
            var model = Model(Reads("app.py"), Stands("LOW"));
            isKilled = await IsKilledAsync(Engine(model, new FailingFiles(points + 1, _ => new KilledException())), order);
            var tools = Tools();

            var run = await Engine(model).ReviewAsync(new EngineTask(order, tools, _workspace.Review), default);

            Assert.Equal((false, 4, 2), (run.IsSuspended, run.Usage.Turns, tools.Verdicts.Count));
            Assert.InRange(model.Requests.Count, 4, 5);
            Assert.Equal(4, model.Requests.Distinct(StringComparer.Ordinal).Count());
        }

        // Two openings, four answers, four calls and two ends, each a write, a sync and a look at the claim.
        Assert.InRange(points, 36, 200);
    }

    [Fact]
    public async Task Done_it_answers_from_its_result_and_for_other_findings_it_works_again()
    {
        await RunAsync(Model(Stands("LOW")), Injection);
        var again = Model();

        var same = await RunAsync(again, Injection);
        Assert.Equal((AgentOutcome.Done, 1), (same.Outcome, same.Usage.Turns));

        // The verdict on the finding that is the same is known from the transcript.
        var other = Model(Stands("LOW"));
        var more = await RunAsync(other, Injection, Import);
        Assert.Equal((AgentOutcome.Done, 2, 2), (more.Outcome, more.Usage.Turns, Result.Verdicts.Count));
        Assert.Empty(again.Requests);
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task A_result_that_is_not_what_was_recorded_is_not_judged()
    {
        var order = Order([Write(Workspace.SecurityTask, Injection)], new VerificationOptions());
        Write(Workspace.SecurityTask, Import);
        var model = Model();

        var report = await Runner(model).RunAsync(order, default);

        Assert.Equal(AgentOutcome.FailedTransiently, report.Outcome);
        Assert.Empty(model.Requests);
    }

    private static int Turn(IReadOnlyList<ChatMessage> messages) => messages.Count(message => message.Role == ChatRole.Assistant);

    private static ScriptedModel Model(params ChatResponse[] answers) => ScriptedModel.Of(answers);

    private static ChatResponse Reads(string path) => ScriptedModel.Calls(("r", "read_file", new { path }));

    private static ChatResponse Stands(string confidence) => ScriptedModel.Calls(("v", "give_verdict", new { verdict = "STANDS", confidence, reason = "I followed it." }));

    private static ChatResponse Refutes(string reason, object? evidence)
    {
        var arguments = (evidence?.GetType().GetProperties() ?? []).ToDictionary(member => member.Name, member => member.GetValue(evidence));
        (arguments["verdict"], arguments["confidence"], arguments["reason"]) = ("REFUTED", "LOW", reason);
        return ScriptedModel.Calls(($"v{reason.Length}", "give_verdict", arguments));
    }

    private static Finding Claim(int line, string quote, string rule, Severity severity = Severity.High) => new()
    {
        Fingerprint = Fingerprint.Of(TextValue.Parse<RuleId>(rule), TextValue.Parse<WorkspacePath>("app.py"), quote),
        Rule = TextValue.Parse<RuleId>(rule),
        Severity = severity,
        SeverityReason = "It harms.",
        Confidence = Confidence.High,
        ConfidenceReason = "The finder was very sure of itself.",
        Title = $"Title of {rule}",
        Description = "What happens.",
        Recommendation = "Mend it.",
        Path = TextValue.Parse<WorkspacePath>("app.py"),
        StartLine = line,
        EndLine = line,
        Quote = quote,
    };

    private FinishedTask Write(TaskId task, params Finding[] findings) => new(task, WorkspaceFile.WriteJson(
        _workspace.Review.TaskResult(task),
        new TaskResult
        {
            Task = task,
            Engine = ModelEngineTests.Model,
            ShardDigest = "sha256:0",
            Files = [],
            Findings = findings.ToValueArray(),
            Usage = Usage.None,
        },
        ProtocolJson.Indented.TaskResult));

    private static AgentTask Order(ValueArray<FinishedTask> results, VerificationOptions options) => Workspace.Task(ModelEngineTests.Model, AgentName.Verifier) with
    {
        Verification = new VerificationInput(results, options),
    };

    private Agents.Tools.ReviewTools Tools() =>
        new(_workspace.Review, Verifier, WorkspaceFile.ReadJson(_workspace.Review.Shard(ShardId.At(1)), ProtocolJson.Default.Shard), _workspace.Time);

    private async Task<bool> IsKilledAsync(VerifierEngine engine, AgentTask order)
    {
        try
        {
            await engine.ReviewAsync(new EngineTask(order, Tools(), _workspace.Review), default);
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    private VerifierEngine Engine(ScriptedModel model, ILogFiles? files = null) =>
        new(model.Asked(_workspace.Time), PromptCatalog.Load(_ => null), files ?? LogFiles.Instance, _workspace.Time);

    private AgentRunner Runner(ScriptedModel model) => new(_workspace.Layout, _workspace.Time, new EngineCatalog(_ => null, _ => Engine(model)));

    private Task<AgentReport> RunAsync(ScriptedModel model, params Finding[] findings) => RunAsync(model, new VerificationOptions(), findings);

    private Task<AgentReport> RunAsync(ScriptedModel model, VerificationOptions options, params Finding[] findings) =>
        RunAsync(model, new VerificationInput([Write(Workspace.SecurityTask, findings)], options));

    private Task<AgentReport> RunAsync(ScriptedModel model, VerificationInput input) => Runner(model).RunAsync(Order(input.Results, input.Options), default);
}

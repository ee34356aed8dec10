using System.Diagnostics;
using CodeReview.Eval.Labels;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Eval.Running;

/// <summary>Who reviews.</summary>
/// <param name="Model">As <c>--model</c> takes it.</param>
/// <param name="Agents">The agents whose findings are scored.</param>
internal sealed record Engine(string Model, ValueArray<AgentName> Agents);

/// <summary>What a review said, and what it took.</summary>
/// <param name="Findings">What stands, over all agents.</param>
/// <param name="Summary">Counts, completeness and usage.</param>
/// <param name="Took">The time of the whole command.</param>
internal sealed record ReviewOutcome(IReadOnlyList<Finding> Findings, ReviewSummary Summary, TimeSpan Took);

/// <summary>Reviews a case as a user does: by the command line, in a process and a workspace of its own.</summary>
internal sealed class ReviewRun(string codeReview, string scratch)
{
    private const string Review = "eval";

    /// <exception cref="InvalidRequestException">The review did not come to an end; the message holds what it said.</exception>
    public async Task<ReviewOutcome> RunAsync(Case @case, Engine engine, int run, CancellationToken cancelled)
    {
        var workspace = new WorkspaceLayout(Path.Combine(scratch, $"{@case.Name}-{run}"));
        string[] arguments =
        [
            "review", Repository(@case), "--id", Review, "--workspace", workspace.Root, "--model", engine.Model,
            "--agents", string.Join(',', engine.Agents), .. @case.Truth.Ref is { } gitRef ? ["--ref", gitRef] : Array.Empty<string>(),
        ];
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(codeReview, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled);
        var layout = workspace.Review(TextValue.Parse<ReviewId>(Review));
        // An incomplete review has results too, and is scored by them; the table says that it is incomplete.
        if (!File.Exists(layout.Summary))
            throw new InvalidRequestException($"The review of '{@case.Name}' ended with {process.ExitCode}: {await output}{await error}");
        return new ReviewOutcome(
            [.. engine.Agents.SelectMany(agent => WorkspaceFile.ReadJson(layout.Findings(agent), ProtocolJson.Indented.AgentFindings).Findings)],
            WorkspaceFile.ReadJson(layout.Summary, ProtocolJson.Indented.ReviewSummary),
            watch.Elapsed);
    }

    private string Repository(Case @case)
    {
        if (@case.Location.Contains("://", StringComparison.Ordinal) || LibGit2Sharp.Repository.IsValid(@case.Location))
            return @case.Location;
        var repository = Path.Combine(scratch, $"{@case.Name}.git");
        if (!Directory.Exists(repository))
            CommittedFolder.Commit(@case.Location, repository);
        return repository;
    }
}

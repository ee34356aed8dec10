using System.CommandLine;
using CodeReview.Agents;
using CodeReview.Cli.Local;
using CodeReview.Cli.Progress;
using CodeReview.Orchestrator.Comparing;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview review</c> and <c>codereview resume</c>.</summary>
internal static class ReviewCommandLine
{
    public static Command Review()
    {
        var repository = new Argument<string>("repository") { Description = "An http(s) URL, or the path of a repository on this machine." };
        var id = CommandOptions.OfText<ReviewId>("--id", "The review's id. Default: made of the URL and the ref, so that the same command resumes.", "ID");
        var source = new SourceOptions();
        var agents = new AgentOptions();
        var command = new Command("review", "Review a repository, or go on with a review that was interrupted.")
        {
            repository, id, source.Ref, source.Since, source.Paths, agents.Agents, agents.Model, agents.Parallel, agents.Policy.Config, agents.Policy.TrustSuppressions, CommandOptions.Baseline, ComparisonCommand.BaselineFile, CommandOptions.FailOn, CommandOptions.Json, CommandOptions.Verbose,
            RemoteCommands.Function,
        };
        agents.Models.AddTo(command);
        command.SetAction((parsed, cancelled) => RemoteCommands.FleetOf(parsed) is { } fleet
            ? RemoteCommands.ReviewAsync(fleet, RequestOf(parsed, remote: true), parsed, cancelled)
            : RunAsync(parsed, _ => RequestOf(parsed, remote: false), cancelled));
        return command;

        ReviewRequest RequestOf(ParseResult parsed, bool remote) => new()
        {
            RepoUrl = remote ? RepositoryArgument.ParseRemote(parsed.GetRequiredValue(repository)) : RepositoryArgument.Parse(parsed.GetRequiredValue(repository)),
            ReviewId = parsed.GetValue(id),
            Ref = parsed.GetValue(source.Ref),
            Since = parsed.GetValue(source.Since),
            Paths = CommandOptions.Parse<WorkspacePath>((parsed.GetValue(source.Paths) ?? []).Select(path => path.TrimEnd('/'))),
            Agents = agents.NamesOf(parsed, remote),
            Options = agents.LimitsOf(parsed, remote),
        };
    }

    public static Command Resume()
    {
        var id = CommandOptions.Id();
        var command = new Command("resume", "Go on with a review, or show the result of a finished one.")
        {
            id, CommandOptions.Baseline, ComparisonCommand.BaselineFile, CommandOptions.FailOn, CommandOptions.Json, CommandOptions.Verbose, RemoteCommands.Function,
        };
        command.SetAction((parsed, cancelled) => RemoteCommands.FleetOf(parsed) is { } fleet
            ? RemoteCommands.ResumeAsync(fleet, parsed.GetRequiredValue(id), parsed, cancelled)
            : RunAsync(parsed, workspace => RequestOf(parsed.GetRequiredValue(id), workspace), cancelled));
        return command;
    }

    private static ReviewRequest RequestOf(ReviewId review, WorkspaceLayout workspace) =>
        (new ReviewHistory(workspace, LogFiles.Instance).Current(review)?.Request
            ?? throw new InvalidRequestException($"There is no review '{review}' in '{workspace.Root}': 'list' shows those that are.")) with { ReviewId = review };

    private static async Task<int> RunAsync(ParseResult parsed, Func<WorkspaceLayout, ReviewRequest> request, CancellationToken cancelled)
    {
        var workspace = LocalWorkspace.OpenForWriting(parsed.GetValue(CommandOptions.Workspace));
        var asked = request(workspace);
        // Read before anything is begun: a baseline that is not there is a wrong command, whatever the review would find.
        var baseline = ComparisonCommand.BaselineOf(parsed, workspace);
        AgentCatalog.Check(asked.EffectiveOptions.Model ?? ReviewOptions.Rules, asked.EffectiveAgents, Environment.GetEnvironmentVariable, asked.EffectiveOptions.VerifierModel);
        ReviewResponse answer;
        await using (var progress = ProgressView.For(Terminal.Error, asked.EffectiveId))
        await using (cancelled.Register(() => Terminal.Error.WriteWhole("Stopping at the next whole step. Once more, and it stops at once; what is on disk stays.")))
            answer = await LocalFleet.ReviewAsync(asked, workspace, progress, parsed.GetValue(CommandOptions.Verbose), cancelled);
        if (baseline is not null && answer.Summary is not null)
            answer = answer with { Comparison = FindingComparison.Compare(baseline, FinishedReview.Read(workspace, answer.ReviewId)) };
        AnswerView.Show(answer, ReviewPlace.Local(workspace, parsed.GetValue(CommandOptions.Workspace)), parsed.GetValue(CommandOptions.Json));
        return ExitStatus.Of(answer, parsed.GetValue(CommandOptions.FailOn));
    }
}

using System.CommandLine;
using System.Text.Json;
using CodeReview.Cli.Local;
using CodeReview.Cli.Progress;
using CodeReview.Orchestrator.Comparing;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview compare</c> and <c>codereview baseline</c>: what changed between two finished reviews, and what is kept of one to tell later.</summary>
internal static class ComparisonCommand
{
    private const int MaxBytes = 64 << 20;

    /// <summary>A baseline that was written to a file.</summary>
    public static Option<string?> BaselineFile { get; } = new("--baseline-file")
    {
        Description = "The same with what 'codereview baseline' wrote, so that the older review need not be here.", HelpName = "FILE",
    };

    /// <summary>What to compare with; null where nothing was named.</summary>
    /// <exception cref="InvalidRequestException">It is not there, or cannot be used.</exception>
    public static Baseline? BaselineOf(ParseResult parsed, WorkspaceLayout workspace) => (parsed.GetValue(CommandOptions.Baseline), parsed.GetValue(BaselineFile)) switch
    {
        ({ } id, null) => FinishedReview.Read(workspace, id).AsBaseline(),
        (null, { } file) => Read(file),
        (null, null) => null,
        _ => throw new InvalidRequestException($"{CommandOptions.Baseline.Name} and {BaselineFile.Name} both name what to compare with: leave one of them out."),
    };

    public static Command Baseline()
    {
        var id = CommandOptions.Id();
        var command = new Command("baseline", "Write what stands in a finished review to standard output, for --baseline-file of later ones.") { id };
        command.SetAction(parsed =>
        {
            var review = FinishedReview.Read(LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace)), parsed.GetRequiredValue(id));
            Console.Out.WriteLine(JsonSerializer.Serialize(review.AsBaseline(), ProtocolJson.Indented.Baseline));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Baseline Read(string file)
    {
        const string Origin = "A baseline is what 'codereview baseline ID' writes.";
        var baseline = InputFile.Read(file, ProtocolJson.Indented.Baseline, MaxBytes, Origin);
        if (baseline.Schema is not 1)
            throw new InvalidRequestException($"'{file}' has schema {baseline.Schema}, and 1 is known: write it anew with this version, or use the version that wrote it.");
        return baseline.Findings.CountBy(finding => finding.Fingerprint).FirstOrDefault(same => same.Value > 1) is { Value: > 1 } twice
            ? throw new InvalidRequestException($"'{file}' has the finding {twice.Key} twice. {Origin}")
            : baseline;
    }

    public static Command Compare()
    {
        var old = CommandOptions.Id("old", "The review that came first.");
        var @new = CommandOptions.Id("new", "The review that is judged.");
        var command = new Command("compare", "Say which findings are new, persist, were resolved, or cannot be told.") { old, @new, CommandOptions.FailOn, CommandOptions.Json };
        command.SetAction(parsed =>
        {
            var workspace = LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace));
            var (before, after) = (FinishedReview.Read(workspace, parsed.GetRequiredValue(old)), FinishedReview.Read(workspace, parsed.GetRequiredValue(@new)));
            var comparison = FindingComparison.Compare(before, after);
            if (before.Summary.RepoUrl != after.Summary.RepoUrl)
                Terminal.Error.WriteWhole($"These are reviews of two places: {before.Summary.RepoUrl} and {after.Summary.RepoUrl}.");
            ComparisonView.Show(comparison, parsed.GetValue(CommandOptions.Json));
            return ExitStatus.Of(comparison, parsed.GetValue(CommandOptions.FailOn));
        });
        return command;
    }
}

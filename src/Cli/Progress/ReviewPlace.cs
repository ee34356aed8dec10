using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Progress;

/// <summary>Where a review is: on this machine, or in a fleet.</summary>
/// <param name="Root">What the paths of results are below.</param>
/// <param name="Options">What a command line names the place by, with a space before it; empty where that is not needed.</param>
internal sealed record ReviewPlace(string Root, string Options)
{
    /// <param name="workspace">The workspace.</param>
    /// <param name="named">The workspace as the user named it; null where they did not.</param>
    public static ReviewPlace Local(WorkspaceLayout workspace, string? named) => new(workspace.Root, named is null ? "" : $" --workspace {Quoted(named)}");

    /// <param name="function">The orchestrator function.</param>
    /// <param name="folder">The workspace's folder in the bucket.</param>
    public static ReviewPlace Remote(string function, string folder) => new(folder, $" --remote {Quoted(function)}");

    /// <summary>Where a result is.</summary>
    public string Of(string result) => Path.Combine(Root, result);

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"'{text}'" : text;
}

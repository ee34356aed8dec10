using System.CommandLine;

namespace CodeReview.Cli.Commands;

/// <summary>What of a repository is reviewed.</summary>
internal sealed class SourceOptions
{
    public Option<string?> Ref { get; } = new("--ref") { Description = "A branch, a tag or a full commit hash. Default: the default branch.", HelpName = "REF" };

    public Option<string?> Since { get; } = new("--since") { Description = "Review only files that differ from this branch, tag or full commit hash.", HelpName = "REF" };

    public Option<string[]> Paths { get; } = new("--path") { Description = "Review only this file or folder; may be given more than once.", HelpName = "PATH" };
}

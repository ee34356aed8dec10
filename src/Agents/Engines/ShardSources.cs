using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Engines;

/// <summary>The files of a shard as the rules look at them.</summary>
internal static class ShardSources
{
    /// <summary>A shard is bounded, so its files fit into memory together; values are followed from one into another.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="read">Reads a file; one that it refuses is left out.</param>
    public static SourceSet Of(Shard shard, Func<WorkspacePath, ToolResult<SourceText>> read) => new([.. Read(shard, read)]);

    private static IEnumerable<SourceFile> Read(Shard shard, Func<WorkspacePath, ToolResult<SourceText>> read)
    {
        foreach (var file in shard.Files)
        {
            if (read(file.Path).IsAnswer(out var source, out _))
                yield return new SourceFile(file.Path, LanguageNames.Parse(file.Language), source, shard.ExamplesAreProduct ?? false);
        }
    }
}

using CodeReview.Agents.Flows;

namespace CodeReview.Agents.Sources;

/// <summary>Files that are reviewed together, so that a value can be followed from one into another.</summary>
internal sealed class SourceSet
{
    private FlowIndex? _flows;

    public SourceSet(IReadOnlyList<SourceFile> files)
    {
        Files = files;
        foreach (var file in files)
            file.Set = this;
    }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Where what is sent from outside goes; worked out when first asked for.</summary>
    public FlowIndex Flows(SinkTable sinks) => _flows ??= FlowIndex.Of(Files, sinks);
}

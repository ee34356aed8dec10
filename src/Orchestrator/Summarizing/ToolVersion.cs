namespace CodeReview.Orchestrator.Summarizing;

/// <summary>The version of this software, as reports name it.</summary>
internal static class ToolVersion
{
    public static string Current { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(3);
}

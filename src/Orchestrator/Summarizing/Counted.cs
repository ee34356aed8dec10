using System.Globalization;

namespace CodeReview.Orchestrator.Summarizing;

/// <summary>Numbers of things in prose.</summary>
internal static class Counted
{
    /// <summary>So many of them: <c>1 file</c>, <c>1,047 files</c>.</summary>
    public static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:n0} {what}{(count is 1 ? "" : "s")}");
}

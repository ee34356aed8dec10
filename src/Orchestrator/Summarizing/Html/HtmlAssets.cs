using System.Text.Json;
using CodeReview.Orchestrator.Summarizing.Timelines;

namespace CodeReview.Orchestrator.Summarizing.Html;

/// <summary>What pages elsewhere share with the report.</summary>
public static class HtmlAssets
{
    /// <summary>The look of the report.</summary>
    public static string Style => HtmlPage.Resource("report.css");

    /// <summary>The scripts that make elements and draw a timeline.</summary>
    public static string Script => HtmlPage.Resource("elements.js") + HtmlPage.Resource("timeline.js");

    /// <summary>A timeline as that script takes it.</summary>
    public static string ToJson(ReviewTimeline timeline) => JsonSerializer.Serialize(timeline, HtmlJson.Escaped.ReviewTimeline);
}

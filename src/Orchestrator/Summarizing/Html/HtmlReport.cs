using System.Net;
using System.Text;
using System.Text.Json;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Summarizing.Html;

/// <summary>
/// The report for people, as one file that loads nothing. What the repository or a model wrote is JSON in an element that is not
/// executed, with every character that HTML or a script could take for its own escaped; the page's script shows it as text.
/// </summary>
internal static class HtmlReport
{
    public static byte[] Render(ReportContent content, ReviewTimeline timeline, ReviewLayout layout)
    {
        var style = HtmlPage.Resource("report.css");
        var script = HtmlAssets.Script + HtmlPage.Resource("report.js");
        var name = WebUtility.HtmlEncode(content.Summary.RepoUrl.Name);
        return HtmlPage.Render("report.html", new Dictionary<string, byte[]>
        {
            ["policy"] = Encoding.UTF8.GetBytes(HtmlPage.Policy(style, script)),
            ["title"] = Encoding.UTF8.GetBytes($"Code review of {name}"),
            ["name"] = Encoding.UTF8.GetBytes(name),
            ["style"] = Encoding.UTF8.GetBytes(style),
            ["script"] = Encoding.UTF8.GetBytes(script),
            ["report"] = JsonSerializer.SerializeToUtf8Bytes(HtmlReportModel.Of(content, new CodeExcerpts(layout)), HtmlJson.Escaped.HtmlReportModel),
            ["timeline"] = JsonSerializer.SerializeToUtf8Bytes(timeline, HtmlJson.Escaped.ReviewTimeline),
        });
    }
}

using CodeReview.Orchestrator.Summarizing.Html;

namespace CodeReview.Cli.Serving;

/// <summary>The page of the server: one for the list and for each review, told apart by its address.</summary>
internal static class ServedPage
{
    public static string Html => field ??= Read("serve.html");

    public static string Style => field ??= HtmlAssets.Style + Read("serve.css");

    public static string Script => field ??= HtmlAssets.Script + Read("serve.js");

    private static string Read(string name)
    {
        using var stream = typeof(ServedPage).Assembly.GetManifestResourceStream($"html/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

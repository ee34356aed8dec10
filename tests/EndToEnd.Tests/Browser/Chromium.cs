using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests.Browser;

/// <summary>The browser of this machine. Nothing downloads one: a test run gets packages and nothing else.</summary>
internal sealed class Chromium : INeed
{
    private const string Variable = "CODEREVIEW_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Path { get; } = Find();

    public static string? Missing { get; } = Path is null ? $"there is no Chromium on the path: install one (Debian: apt install chromium), or name it in {Variable}" : null;

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return named ?? Names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

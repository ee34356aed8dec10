namespace CodeReview.EndToEnd.Tests.Browser;

/// <summary>A test in a real browser; skipped, and counted as skipped, where the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    // Null, and so not skipped, wherever a Chromium is installed. Nothing downloads one: a test run gets packages and nothing else.
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    // For the reason given at BrowserFactAttribute.
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}

/// <summary>The browser of this machine.</summary>
internal static class Chromium
{
    private const string Variable = "CODEREVIEW_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Why there is no browser; null where there is one.</summary>
    public static string? Missing { get; } = Path is null ? $"This machine has no Chromium on its path: install one (Debian: apt install chromium), or name it in {Variable}." : null;

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return named ?? Names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

namespace CodeReview.Conventions.Tests;

/// <summary>The repository that these tests are built from.</summary>
internal static class RepositoryRoot
{
    private static readonly string[] NotOurs = ["artifacts", "dist", "bin", "obj", ".git", ".vs", ".idea", "TestResults"];

    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>All files that are kept, as paths relative to the root, sorted.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Below(new DirectoryInfo(Path)).Order(StringComparer.Ordinal)];

    public static string Full(string relative) => System.IO.Path.Combine(Path, relative);

    private static IEnumerable<string> Below(DirectoryInfo folder) => folder.EnumerateFiles()
        .Where(file => file.Name is not ".git")
        .Select(file => System.IO.Path.GetRelativePath(Path, file.FullName).Replace('\\', '/'))
        .Concat(folder.EnumerateDirectories().Where(child => child.LinkTarget is null && !NotOurs.Contains(child.Name)).SelectMany(Below));

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "CodeReview.sln"))
        ? folder
        : Find(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("CodeReview.sln is in no folder above the tests."));
}

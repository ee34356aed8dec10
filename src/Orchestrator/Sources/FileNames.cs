namespace CodeReview.Orchestrator.Sources;

/// <summary>Tells which names are one to the file system of a folder.</summary>
internal static class FileNames
{
    /// <summary>Looks whether the nearest folder that is there is found under its name in the other case too. Writes nothing.</summary>
    public static StringComparer Of(string folder)
    {
        for (var path = Path.GetFullPath(folder); path is not null; path = Path.GetDirectoryName(path))
        {
            var (name, parent) = (Path.GetFileName(path), Path.GetDirectoryName(path));
            var other = name.Any(char.IsAsciiLetterLower) ? name.ToUpperInvariant() : name.ToLowerInvariant();
            // A name without letters tells nothing, and neither does one whose other case stands beside it.
            if (parent is null || other == name || !Directory.Exists(path))
                continue;
            return Directory.Exists(Path.Combine(parent, other)) && !Directory.EnumerateDirectories(parent).Contains(Path.Combine(parent, other))
                ? StringComparer.OrdinalIgnoreCase
                : StringComparer.Ordinal;
        }

        return StringComparer.Ordinal;
    }
}

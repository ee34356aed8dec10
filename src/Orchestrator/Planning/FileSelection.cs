using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Planning;

/// <summary>Says of each file why it is not reviewed, first by its name and size, then by what a look into it has told.</summary>
internal static class FileSelection
{
    private const int LargestData = 128 << 10;

    /// <summary>Why the file is not reviewed; null where it is.</summary>
    public static string? ReasonToSkip(RepoFile file, ReviewOptions options, RequestedPaths requested) =>
        requested.ReasonToSkip(file) ?? ByName(file, options) ?? file.NotSource;

    private static string? ByName(RepoFile file, ReviewOptions options)
    {
        var name = file.Path.FileName.ToLowerInvariant();
        if (file.Path.Folder.Split('/').Any(SkippedNames.VendoredFolders.Contains))
            return "vendored";
        if (SkippedNames.CopiedLibraries.Any(folder => $"/{file.Path.Folder}/".Contains(folder, StringComparison.OrdinalIgnoreCase)))
            return "vendored";
        if (SkippedNames.LockFiles.Contains(name))
            return "lock file";
        if (SkippedNames.Minified.Any(name.EndsWith))
            return "minified";
        if (SkippedNames.Generated.Any(name.EndsWith))
            return "generated";
        if (SkippedNames.ByExtension.TryGetValue(file.Path.Extension, out var kind))
            return kind;
        if (file.Bytes is 0)
            return "empty";
        if (file.Bytes > LargestData && SkippedNames.DataWhenLarge.Contains(file.Path.Extension))
            return $"data: more than {LargestData >> 10} KiB";
        return file.Bytes > options.MaxFileBytes ? $"too large: {file.Bytes} bytes, max_file_bytes is {options.MaxFileBytes}" : null;
    }
}

using System.Text.Unicode;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Planning;

/// <summary>What is known of a file after a look at it.</summary>
/// <param name="ReasonToSkip">Why it is not reviewed; null where it is.</param>
/// <param name="Language">Its language.</param>
internal readonly record struct SelectedFile(string? ReasonToSkip, string Language);

/// <summary>Says of each file why it is not reviewed, first by its name and size, then by its content.</summary>
internal static class FileSelection
{
    private const int ReaderThreads = 16;
    private const int BinaryHead = 8 << 10;
    private const int MinifiedLineBytes = 500;
    private const int MinifiedFileBytes = 4 << 10;
    private const int LargestData = 128 << 10;

    /// <returns>One answer per entry, in their order.</returns>
    public static SelectedFile[] Select(
        ValueArray<RepoFile> entries, ReviewLayout layout, ReviewOptions options, RequestedPaths requested, CancellationToken cancellationToken)
    {
        var selected = entries.Select(file => new SelectedFile(requested.ReasonToSkip(file) ?? ByName(file, options), Languages.Of(file.Path))).ToArray();
        var toRead = Enumerable.Range(0, selected.Length).Where(index => selected[index].ReasonToSkip is null).ToArray();
        Sources.DedicatedThreads.ForEach(
            toRead,
            ReaderThreads,
            index => selected[index] = Look(entries[index].Path, File.ReadAllBytes(entries[index].Path.Under(layout.Repo))),
            cancellationToken);
        return selected;
    }

    private static SelectedFile Look(WorkspacePath path, byte[] content) => new(ByContent(path, content), Languages.Of(path, content));

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

    private static string? ByContent(WorkspacePath path, byte[] content)
    {
        if (content.AsSpan().StartsWith("version https://git-lfs.github.com/spec/"u8))
            return "Git LFS pointer";
        if (content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            return "not UTF-8: it begins as UTF-16 does";
        if (content.AsSpan(0, Math.Min(content.Length, BinaryHead)).Contains((byte)0))
            return "binary";
        if (!Utf8.IsValid(content))
            return "not UTF-8";
        if (IsMinified(path, content))
            return "minified";
        return GeneratedHead.IsIn(path, content) ? "generated" : null;
    }

    private static bool IsMinified(WorkspacePath path, byte[] content) =>
        path.Extension is ".js" or ".mjs" or ".cjs" or ".css" && content.Length >= MinifiedFileBytes
        && content.Length / (content.AsSpan().Count((byte)'\n') + 1) > MinifiedLineBytes;
}

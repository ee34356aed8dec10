using System.Text.Unicode;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// What a look into a file tells. It is taken while the file is written, out of the same memory: to read every file back from the mount
/// would take longer than to write it.
/// </summary>
/// <param name="Language">Its language.</param>
/// <param name="NotSource">What it is, where it is nothing that people wrote as source; else null.</param>
/// <param name="Tokens">What it is to a model; null where it is no source.</param>
internal readonly record struct FileLook(string Language, string? NotSource, long? Tokens)
{
    private const int BinaryHead = 8 << 10;
    private const int MinifiedLineBytes = 500;
    private const int MinifiedFileBytes = 4 << 10;

    public static FileLook At(WorkspacePath path, ReadOnlySpan<byte> content)
    {
        var notSource = NotSourceIn(path, content);
        return new FileLook(Languages.Of(path, content), notSource, notSource is null ? TokenEstimate.Of(content) : null);
    }

    private static string? NotSourceIn(WorkspacePath path, ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("version https://git-lfs.github.com/spec/"u8))
            return "Git LFS pointer";
        if (content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            return "not UTF-8: it begins as UTF-16 does";
        if (content[..Math.Min(content.Length, BinaryHead)].Contains((byte)0))
            return "binary";
        if (!Utf8.IsValid(content))
            return "not UTF-8";
        if (IsMinified(path, content))
            return "minified";
        return GeneratedHead.IsIn(path, content) ? "generated" : null;
    }

    private static bool IsMinified(WorkspacePath path, ReadOnlySpan<byte> content) =>
        path.Extension is ".js" or ".mjs" or ".cjs" or ".css" && content.Length >= MinifiedFileBytes
        && content.Length / (content.Count((byte)'\n') + 1) > MinifiedLineBytes;
}

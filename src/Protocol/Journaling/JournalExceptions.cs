using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Journaling;

/// <summary>
/// A newer activation has taken the log over. What was being written is not acknowledged, and this activation may never write
/// again; nothing is wrong with the log, and trying again in this activation cannot help.
/// </summary>
public sealed class StaleActivationException(string folder, int token, int sealedBy)
    : ReviewException($"Another process has taken over '{folder}': activation {token} was sealed by activation {sealedBy}.")
{
    /// <summary>The token that this activation holds.</summary>
    public int Token { get; } = token;

    /// <summary>The token that sealed it.</summary>
    public int SealedBy { get; } = sealedBy;

    /// <inheritdoc/>
    public override ErrorKind Kind => ErrorKind.Environment;
}

/// <summary>
/// A log holds what no writer of it wrote. Reading stops here: skipping the place could invent a history. Nothing was changed.
/// </summary>
public sealed class DamagedLogException(string path, int line, string problem)
    : ReviewException($"'{path}' line {line} is damaged: {problem} Restore the file from an earlier version of the object; nothing was changed.")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The line in it, from 1.</summary>
    public int Line { get; } = line;

    /// <inheritdoc/>
    public override ErrorKind Kind => ErrorKind.Environment;
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Workspace;

/// <summary>
/// A file's path inside a review's work tree, relative, with <c>/</c> between components. No value of this type names
/// anything outside the root that it is resolved against: no <c>..</c>, nothing absolute, no <c>.git</c> in any spelling that
/// a file system might take for it. Links are not its business: whoever opens the file looks for them.
/// </summary>
/// <remarks>
/// Limits: a component of 255 bytes and a path of 900, both in UTF-8. A key of the bucket has 1,024 bytes, of which the review's
/// own prefix takes its share; a file with a longer key would live on the mount and never reach the bucket.
/// </remarks>
[JsonConverter(typeof(TextValueConverter<WorkspacePath>))]
public readonly record struct WorkspacePath : ITextValue<WorkspacePath>, IComparable<WorkspacePath>
{
    private const int MaxComponentBytes = 255;
    private const int MaxPathBytes = 900;
    private readonly string? _value;

    private WorkspacePath(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This path was never given a value.");

    /// <summary>The last component.</summary>
    public string FileName => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>All but the last component; empty at the root.</summary>
    public string Folder => Value[..Math.Max(0, Value.LastIndexOf('/'))];

    /// <summary>The last dot and what follows it, in lower case; empty where there is no dot.</summary>
    public string Extension => Path.GetExtension(FileName).ToLowerInvariant();

    /// <inheritdoc/>
    public static bool operator <(WorkspacePath left, WorkspacePath right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(WorkspacePath left, WorkspacePath right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(WorkspacePath left, WorkspacePath right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(WorkspacePath left, WorkspacePath right) => left.CompareTo(right) >= 0;

    /// <summary>Whether a file is the one at this path, or stands below the folder at it.</summary>
    public bool Covers(string file) =>
        file.StartsWith(Value, StringComparison.Ordinal) && (file.Length == Value.Length || file[Value.Length] is '/');

    /// <inheritdoc cref="ITextValue{TSelf}.TryParse"/>
    public static bool TryParse(string? text, out WorkspacePath value, [NotNullWhen(false)] out string? problem)
    {
        problem = ProblemWith(text);
        value = problem is null ? new WorkspacePath(text!) : default;
        return problem is null;
    }

    /// <summary>The file's full path under a root.</summary>
    public string Under(string root) => Path.Combine(root, Value);

    /// <inheritdoc/>
    public int CompareTo(WorkspacePath other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static string? ProblemWith(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "The path is empty: give one relative to the repository's root, such as src/app.py.";
        // On Windows a backslash separates too, and a drive makes a path absolute. The same paths are refused everywhere, so that
        // a review of one commit is the same on each machine.
        if (text.Contains('\\', StringComparison.Ordinal))
            return $"'{Shown.Of(text)}' holds a backslash: write '/' between folders.";
        if (text[0] is '/' || (text.Length > 1 && text[1] is ':' && char.IsAsciiLetter(text[0])))
            return $"'{Shown.Of(text)}' is absolute: give a path relative to the repository's root.";
        if (Encoding.UTF8.GetByteCount(text) > MaxPathBytes)
            return $"'{Shown.Of(text)}' is longer than {MaxPathBytes} bytes.";
        if (text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
            return $"'{Shown.Of(text)}' is not valid UTF-8.";
        if (!text.EnumerateRunes().All(Shown.IsPlain))
            return $"'{Shown.Of(text)}' holds control or invisible characters.";
        return text.Split('/').Select(ProblemWithComponent).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemWithComponent(string name) => name switch
    {
        "" => "The path has an empty component.",
        "." or ".." => $"A component of the path is '{name}': nothing outside the repository can be named.",
        _ when IsGitFolder(name) => $"'{Shown.Of(name)}' names the repository's own .git folder, which is not there.",
        _ when Encoding.UTF8.GetByteCount(name) > MaxComponentBytes => $"'{Shown.Of(name)}' is longer than {MaxComponentBytes} bytes.",
        _ => null,
    };

    // Windows drops trailing dots and spaces, cuts at a colon (streams), and answers to a short name.
    private static bool IsGitFolder(string name)
    {
        var bare = name.Split(':', '\\')[0].TrimEnd('.', ' ');
        return bare.Equals(".git", StringComparison.OrdinalIgnoreCase) || bare.Equals("git~1", StringComparison.OrdinalIgnoreCase);
    }
}

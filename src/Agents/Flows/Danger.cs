namespace CodeReview.Agents.Flows;

/// <summary>What a value can do where it is used: each is taken away by other means.</summary>
[Flags]
internal enum Danger
{
    None = 0,
    Sql = 1,
    Command = 2,
    Code = 4,
    Path = 8,
    Address = 16,
    Redirect = 32,
    Html = 64,
    Ldap = 128,
    XPath = 256,
    Operators = 512,
    Xml = 1024,
    Objects = 2048,
    Log = 4096,
    Header = 8192,
    Pattern = 16384,
    Members = 32768,
    Place = Path | Address | Redirect,
    Any = (1 << 16) - 1,
}

/// <summary>Where a value came into the program.</summary>
/// <param name="File">The file.</param>
/// <param name="At">The position.</param>
/// <param name="What">The code that reads it.</param>
internal sealed record Origin(ParsedFile File, int At, string What);

/// <summary>What is known of a value that somebody else may have chosen.</summary>
/// <param name="From">Where it came in; null where it is only known to come from the caller.</param>
/// <param name="Parameters">The parameters that it may come from, a bit each.</param>
internal sealed record Taint(Origin? From, ulong Parameters)
{
    /// <summary>What it can no longer do.</summary>
    public Danger Cleared { get; init; }

    /// <summary>Whether it went through a function that is not in sight.</summary>
    public bool IsWeak { get; init; }

    /// <summary>Whether it was joined with markup.</summary>
    public bool HasMarkup { get; init; }

    /// <summary>Whether it became a part of a longer text.</summary>
    public bool IsJoined { get; init; }

    /// <summary>Whether it is all of what was sent, so that the sender chooses its members too.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What either of two values may be.</summary>
    public static Taint? Of(Taint? left, Taint? right)
    {
        if (left is null || right is null || ReferenceEquals(left, right))
            return left ?? right;
        var (better, other) = left.From is null || (left.IsWeak && right is { From: not null, IsWeak: false }) ? (right, left) : (left, right);
        return new Taint(better.From ?? other.From, left.Parameters | right.Parameters)
        {
            Cleared = better.From is not null && other.From is null ? better.Cleared : left.Cleared & right.Cleared,
            IsWeak = better.IsWeak,
            HasMarkup = left.HasMarkup || right.HasMarkup,
            IsJoined = left.IsJoined || right.IsJoined,
            IsWhole = left.IsWhole || right.IsWhole,
        };
    }

    public Taint Clear(Danger danger) => (Cleared | danger) == Cleared ? this : this with { Cleared = Cleared | danger };

    /// <summary>The value as a part of it, or after a known operation on it.</summary>
    public Taint Part() => IsWhole ? this with { IsWhole = false } : this;

    public Taint Weakened() => IsWeak ? this : this with { IsWeak = true };
}

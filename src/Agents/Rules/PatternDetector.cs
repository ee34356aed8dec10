using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>What of a statement a pattern sees.</summary>
internal enum Sight
{
    /// <summary>Code and literals; comments are blank.</summary>
    WithoutComments,

    /// <summary>Code only; the content of literals is blank too.</summary>
    CodeOnly,
}

/// <summary>Finds statements that hold an anchor and match a pattern. Anchors in comments count for nothing.</summary>
internal sealed class PatternDetector(Languages languages, string[] anchors, string pattern, Sight sight = Sight.WithoutComments) : Detector(languages)
{
    private readonly Anchors _anchors = new(anchors);
    // Building one takes milliseconds, and most repositories have anchors of few rules.
    private readonly Lazy<Regex> _pattern = new(() => Pattern.Of(pattern));

    /// <summary>Whether the line of the anchor is looked at alone, instead of its statement.</summary>
    public bool IsLineOnly { get; init; }

    /// <summary>What clears a statement that the pattern matches.</summary>
    public string? Unless { init => _unless = value is null ? null : new(() => Pattern.Of(value)); }

    /// <summary>What clears the whole file.</summary>
    public string[] UnlessFileHas { get; init; } = [];

    /// <summary>What the file must hold as well; any of these.</summary>
    public string[] OnlyIfFileHas { get; init; } = [];

    /// <summary>What must stand in the lines around, such as a word that tells the purpose.</summary>
    public string? OnlyNear { init => _near = value is null ? null : new(() => Pattern.IgnoringCase(value)); }

    /// <summary>What clears a statement in the text that follows it, such as a check of what it made.</summary>
    public string? UnlessFollowed { init => _unlessFollowed = value is null ? null : new(() => Pattern.Of(value)); }

    private const int MaxFollowing = 600;
    private readonly Lazy<Regex>? _unlessFollowed;
    private readonly Lazy<Regex>? _unless;
    private readonly Lazy<Regex>? _near;

    public override IEnumerable<Match> Find(SourceFile file)
    {
        if (_anchors.Next(file.Text, 0) is null || !Concerns(file))
            yield break;
        for (var next = _anchors.Next(file.Text, 0); next is { } anchor;)
        {
            var (start, end) = file.Code.StatementAt(anchor.At);
            if (IsLineOnly)
                end = Math.Max(anchor.At + 1, EndOfLineWithin(file.Text, anchor.At, end));
            if (Applies(file, anchor.At, start, end))
            {
                yield return new Match(start, end);
                next = _anchors.Next(file.Text, Math.Max(end, anchor.At + 1));
            }
            else
            {
                next = _anchors.Next(file.Text, EndOfLineWithin(file.Text, anchor.At, end));
            }
        }
    }

    private bool Concerns(SourceFile file) =>
        !UnlessFileHas.Any(text => file.Text.Contains(text, StringComparison.Ordinal))
        && (OnlyIfFileHas.Length is 0 || OnlyIfFileHas.Any(text => file.Text.Contains(text, StringComparison.Ordinal)));

    private bool Applies(SourceFile file, int anchor, int start, int end)
    {
        if (file.Code[anchor] is CharKind.Comment || (sight is Sight.CodeOnly && !file.Code.IsCode(anchor)))
            return false;
        var statement = sight is Sight.CodeOnly ? file.Code.CodeOnly(start, end) : file.Code.WithoutComments(start, end);
        return _pattern.Value.IsMatch(statement) && _unless?.Value.IsMatch(statement) is not true
            && _unlessFollowed?.Value.IsMatch(file.Code.WithoutComments(start, Math.Min(file.Text.Length, end + MaxFollowing))) is not true
            && (_near is null || _near.Value.IsMatch(Surroundings.Of(file, start, end)));
    }

    // A statement that does not match may be followed, on its next line, by one that does; within a line one look is enough.
    private static int EndOfLineWithin(string text, int at, int end)
    {
        var line = text.IndexOf('\n', at, Math.Max(0, end - at));
        return Math.Max(at + 1, line < 0 ? end : line);
    }
}

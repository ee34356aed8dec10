using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>Finds lines that match a pattern in files of some names, for text in which code, markup and settings are mixed.</summary>
/// <param name="names">How the file's name ends, or is, in lower case.</param>
/// <param name="anchors">Literal text without which no line matches.</param>
/// <param name="pattern">What the line has to match.</param>
internal sealed class TextDetector(string[] names, string[] anchors, string pattern) : Detector(Languages.Any)
{
    private const int MaxLine = 600;
    private readonly Anchors _anchors = new(anchors);
    private readonly Lazy<Regex> _pattern = new(() => Pattern.Of(pattern));
    private readonly Lazy<Regex>? _unless;

    /// <summary>What clears a line.</summary>
    public string? Unless { init => _unless = value is null ? null : new(() => Pattern.Of(value)); }

    /// <summary>What must hold of the place as well.</summary>
    public Func<SourceFile, int, bool>? When { get; init; }

    public override IEnumerable<Match> Find(SourceFile file)
    {
        if (!IsNamed(file))
            yield break;
        for (var next = _anchors.Next(file.Text, 0); next is { } anchor;)
        {
            var line = file.Source.LineAt(anchor.At);
            var start = file.Source.StartOf(line);
            var text = file.Source.Line(line);
            var end = start + text.Length;
            if (text.Length <= MaxLine && _pattern.Value.IsMatch(text) && _unless?.Value.IsMatch(text) is not true && When?.Invoke(file, line) is not false)
                yield return new Match(start + text.Length - text.TrimStart().Length, end);
            next = _anchors.Next(file.Text, Math.Max(end, anchor.At + 1));
        }
    }

    private bool IsNamed(SourceFile file)
    {
        foreach (var name in names)
        {
            if (file.Path.FileName.EndsWith(name, StringComparison.OrdinalIgnoreCase) || (name[0] is not '.' && file.Path.FileName.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}

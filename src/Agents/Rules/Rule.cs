using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules;

/// <summary>A kind of finding: what it claims, and what detects it in each language.</summary>
internal sealed record Rule
{
    /// <summary>The stable kind, <c>family/name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The agent whose matter it is.</summary>
    public required AgentName Agent { get; init; }

    public string? Cwe { get; init; }

    public required Severity Severity { get; init; }

    public required string SeverityReason { get; init; }

    public required Confidence Confidence { get; init; }

    public required string ConfidenceReason { get; init; }

    /// <summary>The claim in a line.</summary>
    public required string Title { get; init; }

    /// <summary>The claim in full.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Fix { get; init; }

    /// <summary>What finds it.</summary>
    public required IReadOnlyList<Detector> Detectors { get; init; }

    /// <summary>Whether all matches of a file are one finding: one cause, many places.</summary>
    public bool OncePerFile { get; init; }

    /// <summary>Whether it holds in code that only tests or shows; else such files are left out.</summary>
    public bool HoldsInTests { get; init; }

    /// <summary>Whether it holds in files that a tool wrote or packed.</summary>
    public bool HoldsInGenerated { get; init; }

    /// <summary>Whether it is told of a few files for all: what is minor, and done the same way all over, is one decision.</summary>
    public bool IsHabit => OncePerFile && Severity is Severity.Low && Agent == AgentName.Style;

    /// <summary>The matches in a file, in the order of the text.</summary>
    public IEnumerable<Match> Find(SourceFile file)
    {
        if ((file.IsTest && !HoldsInTests) || ((file.IsGenerated || file.IsMinified) && !HoldsInGenerated))
            return [];
        return Detectors
            .Where(detector => detector.Languages.HasFlag(file.Language))
            .SelectMany(detector => detector.Find(file))
            // Two detectors may see one place: the surer one speaks.
            .GroupBy(match => (match.Start, match.End), (_, same) => same.MaxBy(match => match.Confidence?.Value ?? Confidence)!)
            .OrderBy(match => match.Start);
    }
}

/// <summary>Finds the places of a rule in the files of some languages. Holds no state: two threads may use it at once.</summary>
internal abstract class Detector(Languages languages)
{
    public Languages Languages { get; } = languages;

    public abstract IEnumerable<Match> Find(SourceFile file);
}

/// <summary>A detector that is a function of the file.</summary>
internal sealed class FileDetector(Languages languages, Func<SourceFile, IEnumerable<Match>> find) : Detector(languages)
{
    public override IEnumerable<Match> Find(SourceFile file) => find(file);
}

using System.Globalization;
using System.Text.Json;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using Spectre.Console;

namespace CodeReview.Cli.Progress;

/// <summary>Shows what changed between two reviews.</summary>
internal static class ComparisonView
{
    /// <summary>Shows it on standard output.</summary>
    public static void Show(ReviewComparison comparison, bool asJson)
    {
        if (asJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(comparison, ProtocolJson.Indented.ReviewComparison));
        else
            Write(Terminal.Out, comparison);
    }

    /// <summary>Writes the numbers, and a line a finding for all that does not simply persist.</summary>
    public static void Write(IAnsiConsole console, ReviewComparison comparison)
    {
        var (old, @new, counts) = (comparison.OldReview, comparison.NewReview, comparison.Counts);
        console.WriteWhole($"Compared with {old.ReviewId} at {old.Commit.Abbreviated}: {@new.ReviewId} at {@new.Commit.Abbreviated}");
        console.WriteWhole(string.Create(
            CultureInfo.InvariantCulture, $"New {counts.New:n0}, persisting {counts.Persisting:n0}, resolved {counts.Resolved:n0}, unknown {counts.Unknown:n0}"));
        if (@new.Status is Completeness.Partial)
            console.WriteWhole($"Review {@new.ReviewId} is partial: what it did not reach is unknown, not resolved.");
        List(console, "New", comparison.New);
        List(console, "Resolved", comparison.Resolved);
        List(console, "Unknown", comparison.Unknown);
    }

    private static void List(IAnsiConsole console, string title, ValueArray<ComparedFinding> findings)
    {
        if (findings.Count is 0)
            return;
        console.WriteWhole("");
        console.WriteWhole(title);
        foreach (var finding in findings)
        {
            console.WriteWhole(string.Create(
                CultureInfo.InvariantCulture,
                $"  {finding.Severity.ToString().ToUpperInvariant(),-6}  {finding.Path}:{finding.StartLine}  {Shown.Of(finding.Title, 200)}  [{finding.Rule}]"));
            if (finding.Reason is { } reason)
                console.WriteWhole($"          {Shown.Of(reason, 300)}");
        }
    }
}

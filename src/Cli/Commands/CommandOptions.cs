using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using CodeReview.Cli.Local;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary>The options that several commands share.</summary>
internal static class CommandOptions
{
    /// <summary>Where the reviews are.</summary>
    public static Option<string?> Workspace { get; } = new("--workspace")
    {
        Description = "The folder that holds the reviews. Default: $CODEREVIEW_WORKSPACE, else .codereview in your home folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Answers for machines.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Answer with JSON on standard output." };

    /// <summary>Logs on standard error.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Write what the parts log to standard error." };

    /// <summary>What to compare with.</summary>
    public static Option<ReviewId?> Baseline { get; } = OfText<ReviewId>(
        "--baseline", "A finished review to compare with: tell what is new since, and count only that for --fail-on.", "ID");

    /// <summary>When to exit with 1.</summary>
    public static Option<Severity?> FailOn { get; } = OfSeverity("--fail-on", "Exit with 1 when there are findings of this severity or above: low, medium or high.");

    /// <summary>An option that holds a severity.</summary>
    public static Option<Severity?> OfSeverity(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SEVERITY",
        CustomParser = result =>
        {
            if (Enum.GetValues<Severity>().Cast<Severity?>().FirstOrDefault(severity => severity.ToString()!.Equals(result.Tokens[0].Value, StringComparison.OrdinalIgnoreCase)) is { } named)
                return named;
            result.AddError($"'{Shown.Of(result.Tokens[0].Value)}' is no severity: low, medium or high.");
            return null;
        },
    };

    /// <summary>The id of an existing review.</summary>
    public static Argument<ReviewId> Id(string name = "id", string description = "The review's id, as 'list' shows it.")
    {
        var argument = new Argument<ReviewId>(name)
        {
            Description = description,
            // Without it, help would name every review there is.
            HelpName = name,
            CustomParser = result =>
            {
                if (ReviewId.TryParse(result.Tokens[0].Value, out var id, out var problem))
                    return id;
                result.AddError(problem);
                return default;
            },
        };
        argument.CompletionSources.Add(context => LocalWorkspace.Open(context.ParseResult.GetValue(Workspace)).ReviewIds().Select(id => new CompletionItem(id.Value)));
        return argument;
    }

    /// <summary>What the texts say, each once.</summary>
    /// <exception cref="InvalidRequestException">One of them says nothing of the kind.</exception>
    public static ValueArray<T> Parse<T>(IEnumerable<string> texts)
        where T : struct, ITextValue<T> => texts
            .Select(text => T.TryParse(text, out var value, out var problem) ? value : throw new InvalidRequestException(problem))
            .Distinct()
            .ToValueArray();

    /// <summary>An option that holds a whole number within bounds.</summary>
    public static Option<int?> OfNumber(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{Shown.Of(result.Tokens[0].Value)}' cannot be given to {name}: a whole number from {least} to {most}."));
            return null;
        },
    };

    /// <summary>An option that holds a validated value.</summary>
    public static Option<T?> OfText<T>(string name, string description, string helpName)
        where T : struct, ITextValue<T> => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                if (T.TryParse(result.Tokens[0].Value, out var value, out var problem))
                    return value;
                result.AddError(problem);
                return null;
            },
        };
}

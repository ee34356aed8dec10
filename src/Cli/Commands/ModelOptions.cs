using System.CommandLine;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary>The options of a review by models: what they may cost, how many look, and who looks a second time.</summary>
internal sealed class ModelOptions
{
    private readonly Option<decimal?> _maxTaskUsd = Usd("--max-task-usd", "How much a model may cost on one task, in US dollars. Default: 2.");
    private readonly Option<decimal?> _maxUsd = Usd("--max-usd", "How much models may cost on the whole review, in US dollars. Default: 50.");
    private readonly Option<string?> _verifier = new("--verifier")
    {
        Description = "The model that tries to refute what is found, or none. Default: the one that reviews; none with rules.", HelpName = "MODEL",
    };

    private readonly Option<Severity?> _verifyFrom = CommandOptions.OfSeverity("--verify-from", "Findings below this severity are not looked at again: low, medium or high. Default: medium.");
    private readonly Option<bool> _verifySure = new("--verify-sure") { Description = "Have also verified what fixed rules are sure of." };

    public Option<int?> Finders { get; } = CommandOptions.OfNumber("--finders", "How many finders of each agent look at the same files, independently. Default: 1.", least: 1, most: ReviewOptions.MostFinders);

    public void AddTo(Command command)
    {
        Option[] all = [_maxTaskUsd, _maxUsd, Finders, _verifier, _verifyFrom, _verifySure];
        foreach (var option in all)
            command.Add(option);
    }

    /// <summary>The budget that was asked for; null where the defaults are meant.</summary>
    public ModelBudget? Budget(ParseResult parsed)
    {
        var defaults = new ModelBudget();
        var budget = defaults with
        {
            TaskUsd = parsed.GetValue(_maxTaskUsd) ?? defaults.TaskUsd,
            ReviewUsd = parsed.GetValue(_maxUsd) ?? defaults.ReviewUsd,
        };
        return budget == defaults ? null : budget;
    }

    /// <summary>How findings are to be verified; null where the defaults are meant.</summary>
    public VerificationOptions? Verification(ParseResult parsed)
    {
        var defaults = new VerificationOptions();
        var asked = new VerificationOptions(parsed.GetValue(_verifier), parsed.GetValue(_verifyFrom) ?? defaults.From, parsed.GetValue(_verifySure));
        return asked == defaults ? null : asked;
    }

    private static Option<decimal?> Usd(string name, string description) => new(name) { Description = description, HelpName = "USD" };
}

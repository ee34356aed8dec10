using System.CommandLine;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary>What the user has decided about findings: in a file of theirs, and whether comments in the reviewed code have a say.</summary>
internal sealed class PolicyOptions
{
    private const int MaxBytes = 256 << 10;
    private const string Form = "A configuration names rules and folders: {\"rules\": [{\"rule\": \"javascript/var\", \"off\": true, \"paths\": [\"legacy\"], \"reason\": \"...\"}]}.";

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "A JSON file of yours: rules to switch off or to give another severity, everywhere or at some paths.", HelpName = "FILE",
    };

    public Option<bool> TrustSuppressions { get; } = new("--trust-suppressions")
    {
        Description = "Heed 'codereview-ignore: RULE reason' in comments of the reviewed code. Only for code that you trust.",
    };

    /// <summary>What was decided; null where nothing was.</summary>
    /// <exception cref="InvalidRequestException">The file cannot be used; the message says where it is wrong.</exception>
    public FindingPolicy? Policy(ParseResult parsed)
    {
        var policy = parsed.GetValue(Config) is { } file ? Read(file) : new FindingPolicy();
        if (parsed.GetValue(TrustSuppressions))
            policy = policy with { TrustSuppressions = true };
        return policy == new FindingPolicy() ? null : policy;
    }

    private static FindingPolicy Read(string file)
    {
        var policy = InputFile.Read(file, ProtocolJson.Indented.FindingPolicy, MaxBytes, Form);
        return policy.Problems().FirstOrDefault() is { } problem ? throw new InvalidRequestException($"'{file}': {problem}") : policy;
    }
}

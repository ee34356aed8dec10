using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary>What the user has decided about findings: in a file of theirs, and whether comments in the reviewed code have a say.</summary>
internal sealed class PolicyOptions
{
    private const int MaxBytes = 256 << 10;

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
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
                throw new InvalidRequestException($"'{file}' has more than {MaxBytes >> 10} KiB: a configuration names rules and folders, not each finding; for those there is --baseline.");
            var policy = JsonSerializer.Deserialize(File.ReadAllBytes(file), ProtocolJson.Indented.FindingPolicy) ?? throw new InvalidRequestException($"'{file}' holds null: write {{}} for a configuration that decides nothing.");
            return policy.Problems().FirstOrDefault() is { } problem ? throw new InvalidRequestException($"'{file}': {problem}") : policy;
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"'{file}', line {(e.LineNumber ?? 0) + 1}, at {e.Path ?? "$"}: {Shown.Of(e.Message, 300)} A configuration looks like {{\"rules\": [{{\"rule\": \"javascript/var\", \"off\": true, \"paths\": [\"legacy\"], \"reason\": \"…\"}}]}}."), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidRequestException($"'{file}' cannot be read: {e.Message}", e);
        }
    }
}

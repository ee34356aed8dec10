using System.Text.RegularExpressions;
using CodeReview.Agents.Secrets;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Secrets;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class HardCodedSecrets : IRuleFamily
{
    private const int MaxLead = 200;
    private static readonly Anchors KeyHeads = new(["PRIVATE KEY-----", "PRIVATE KEY BLOCK-----"]);
    private static Regex KeyBody => field ??= Pattern.Of(@"^(?:\\n|\\r|\s|['""+,])*(?:[A-Za-z-]+: [^\n]*\n)*\s*[A-Za-z0-9+/]{40}");
    private static readonly Anchors Schemes = new(["://"]);
    private static Regex UrlLogin => field ??= Pattern.Of(@"^://[^/\s:@'""<>{}$]{1,60}:(?<value>[^/\s:@'""<>{}$\[\]]{4,100})@(?<host>[\w.-]+)");
    private static readonly string[] KnownExamples = ["pass", "password", "passwd", "secret", "pwd", "postgres", "root", "admin", "user", "guest"];

    public IEnumerable<Rule> Rules =>
    [
        Leak("known-format", "CWE-798", Confidence.High, "The value has the form of this kind of credential and is no known example.",
            "Credential in the source", "A credential stands in the source, so everybody who can read the repository, now or in its history, has it.", KnownFormats),
        Leak("private-key", "CWE-321", Confidence.High, "The header is followed by key material.",
            "Private key in the source", "A private key stands in the source, so everybody who can read the repository can act as its owner.", PrivateKeys),
        Leak("assigned-value", "CWE-798", Confidence.Medium, "The name says that it is a credential and the value looks made up, not readable; that it is in use is not shown here.",
            "Credential assigned in the source", "A value that looks like a credential is assigned in the source.", file => file.IsTest ? [] : SecretsInCode.Assigned(file).Select(secret => Before(file, secret))),
        Leak("signing-key", "CWE-798", Confidence.High, "The setting is a key by its name, and the quoted code gives its value.",
            "Key of the application in the source", "What this key signs or encrypts, such as sessions and tokens, can be forged or read by everybody who can read the repository.", file => file.IsTest ? [] : FrameworkKeys.In(file).Select(secret => Before(file, secret))),
        Leak("url-login", "CWE-798", Confidence.Medium, "A login stands in the URL; that it is in use is not shown here.",
            "Login in a URL", "The URL holds a user name and a password, which also reach logs and error messages.", file => file.IsTest ? [] : UrlLogins(file)),
    ];

    private static Rule Leak(string name, string cwe, Confidence confidence, string confidenceReason, string title, string message, Func<SourceFile, IEnumerable<Match>> find) => new()
    {
        Id = $"hard-coded-secret/{name}",
        Agent = AgentName.Security,
        Cwe = cwe,
        Severity = Severity.High,
        SeverityReason = "Whoever has the credential can use what it protects, from anywhere.",
        Confidence = confidence,
        ConfidenceReason = confidenceReason,
        Title = title,
        Message = message,
        Fix = "Revoke it, since the history keeps it; read the new one from the environment or a secret store.",
        HoldsInTests = true,
        HoldsInGenerated = true,
        Detectors = [new FileDetector(Languages.Any, find)],
    };

    private static IEnumerable<Match> KnownFormats(SourceFile file) => SecretScan.In(file.Text).Select(secret => Before(file, secret));

    private static IEnumerable<Match> PrivateKeys(SourceFile file)
    {
        for (var next = KeyHeads.Next(file.Text, 0); next is { } anchor; next = KeyHeads.Next(file.Text, anchor.At + anchor.Length))
        {
            var line = file.Source.StartOf(file.Source.LineAt(anchor.At));
            var end = anchor.At + anchor.Length;
            var lead = Math.Max(line, anchor.At - 40);
            var begin = lead + file.Text.AsSpan(lead, anchor.At - lead).LastIndexOf("-----BEGIN ");
            if (begin >= lead && KeyBody.IsMatch(file.Text.AsSpan(end, Math.Min(400, file.Text.Length - end))))
                yield return Weighed(file, new Match(Math.Max(line, begin - MaxLead), end) { StopsBeforeSecret = true });
        }
    }

    private static IEnumerable<Match> UrlLogins(SourceFile file)
    {
        for (var next = Schemes.Next(file.Text, 0); next is { } anchor; next = Schemes.Next(file.Text, anchor.At + anchor.Length))
        {
            // The pattern is dear and an at-sign is rare: most URLs end here.
            var rest = file.Text.AsSpan(anchor.At, Math.Min(200, file.Text.Length - anchor.At));
            if (!rest[..Math.Max(0, rest.IndexOfAny(" \n\"'"))].Contains('@') || UrlLogin.Match(rest.ToString()) is not { Success: true } login)
                continue;
            var value = login.Groups["value"];
            var host = login.Groups["host"].Value;
            if (!KnownExamples.Contains(value.Value, StringComparer.OrdinalIgnoreCase) && !SecretScan.IsPlaceholder(value.Value) && !host.Contains("example", StringComparison.Ordinal)
                && host is not ("localhost" or "127.0.0.1" or "host" or "hostname") && file.Code[anchor.At] is not CharKind.Comment)
                yield return Before(file, new Secret(anchor.At + value.Index, value.Length, $"password for {host}"));
        }
    }

    private static Match Before(SourceFile file, Secret secret)
    {
        var line = file.Source.StartOf(file.Source.LineAt(secret.Start));
        var start = Math.Max(line, secret.Start - MaxLead);
        while (start < secret.Start && char.IsWhiteSpace(file.Text[start]))
            start++;
        // A line that begins with the secret: its first characters, which tell its kind and no more.
        var end = start == secret.Start ? secret.Start + Math.Min(4, secret.Length) : secret.Start;
        var detail = $"{char.ToUpperInvariant(secret.Name[0])}{secret.Name[1..]}: {SecretScan.Masked(file.Text.AsSpan(secret.Start, secret.Length))}.";
        return Weighed(file, new Match(start, end) { StopsBeforeSecret = true, Detail = detail });
    }

    private static Match Weighed(SourceFile file, Match match) => !file.IsTest ? match : match with
    {
        Severity = (Severity.Low, "It stands in a test or an example, where credentials are mostly made up."),
        Confidence = (Confidence.Low, "It has the right form, but tests and examples rarely hold a credential that works."),
    };
}

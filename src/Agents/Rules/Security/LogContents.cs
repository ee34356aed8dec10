using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>What is written to logs that should not be, or not as it is.</summary>
internal sealed class LogContents : IRuleFamily
{
    private const string Secret = @"(?:passw(?:or)?d|passwd|pwd|secret|api_?key|access_?token|auth_?token|refresh_?token|private_?key|credit_?card|card_?number|cvv|ssn|\bpin\b)";

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "log-injection/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-117",
            Severity = Severity.Low,
            SeverityReason = "A line break in the value makes log lines that nobody wrote, which misleads whoever reads them.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Text of the request written to the log as it came",
            Message = "What a user sends becomes part of a log line, line breaks included.",
            Fix = "Take line breaks out, or log structured values that the sink escapes.",
            OncePerFile = true,
            Detectors =
            [
                new FlowDetector(
                    Danger.Log,
                    new Sink(Languages.Python, "logging.info logging.warning logging.error logging.debug logging.critical logger.info logger.warning logger.error logger.debug logger.critical log.info log.warning log.error app.logger.info app.logger.warning app.logger.error current_app.logger.info") { Of = IsLine },
                    new Sink(Languages.Java, "log.info log.warn log.error log.debug logger.info logger.warn logger.error logger.debug LOG.info LOG.error LOGGER.info LOGGER.error") { When = call => call.Argument(0) is Expression.Join },
                    new Sink(Languages.CSharp, ".LogInformation .LogWarning .LogError .LogDebug") { When = call => call.Argument(0) is Expression.Join },
                    new Sink(Languages.Php, "error_log syslog"),
                    new Sink(Languages.Go, "log.Printf log.Println log.Print")),
            ],
        },
        new Rule
        {
            Id = "log-secret/value-logged",
            Agent = AgentName.Security,
            Cwe = "CWE-532",
            Severity = Severity.Medium,
            SeverityReason = "Logs are kept, copied and read by more people than may know the secret.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The name says that it is a secret; that its value is one is not shown here.",
            Title = "Secret written to the log",
            Message = "A value whose name says that it is a secret is written to a log or to the console.",
            Fix = "Leave the value out, or log that it was given, not what it is.",
            Detectors =
            [
                new PatternDetector(Languages.Python, ["log", "print("], $@"(?i)(?:\blog(?:ger|ging)?\.(?:debug|info|warning|warn|error|critical|exception)\(|\bprint\().*(?:[{{,%+.(\[]\s*(?:\w+[.\[])*\w*{Secret}\w*\s*[\]}},)!:]|\[.{Secret}.\])") { Unless = Harmless, IsLineOnly = true },
                new PatternDetector(Languages.Ruby, ["logger."], $@"(?i)logger\.\w+[ (].*#\{{[^}}]*params\[:{Secret}\]"),
                new PatternDetector(Languages.Php, ["Log::"], @"\bLog::\w+\([^;]*,\s*\$request->all\(\)"),
                new PatternDetector(Languages.Script, ["console.", "logger.", "log."], $@"(?i)\b(?:console|logger|log)\.(?:log|debug|info|warn|error)\(.*(?:[{{,+.(]\s*(?:\w+\.)*\w*{Secret}\w*\s*[}},)])") { Unless = Harmless, IsLineOnly = true },
                new PatternDetector(Languages.Java, ["log.", "logger.", "LOG", "System.out.print"], $@"(?i)\b(?:log|logger|System\.out)\.(?:debug|info|warn|error|trace|println|printf)\(.*[,+(]\s*(?:\w+\.)*(?:get)?\w*{Secret}(?:\(\))?\s*[,)+]") { Unless = Harmless, IsLineOnly = true },
                new PatternDetector(Languages.CSharp, ["Log", "Console.Write"], $@"(?i)(?:\.Log(?:Debug|Information|Warning|Error|Trace)|Console\.WriteLine)\(.*[{{,+(]\s*(?:\w+\.)*\w*{Secret}\s*[}},)]") { Unless = Harmless, IsLineOnly = true },
                new PatternDetector(Languages.Php | Languages.Go | Languages.Ruby, ["error_log(", "log.Print", "fmt.Print", "logger.", "puts "], $@"(?i)(?:error_log\(|log\.Print\w*\(|fmt\.Print\w*\(|logger\.\w+[ (]|^\s*puts ).*[,.+{{]\s*\$?(?:\w+(?:\.|->))*\w*{Secret}\s*[,)}}]") { Unless = Harmless, IsLineOnly = true },
            ],
        },
    ];

    private const string Harmless = @"(?i)len\(|\.length|hash|\*\*\*|mask|redact|_?(?:policy|reset_?url|field|strength|expired|invalid|count|type|exists|is_|has_|missing|changed|updated|required|id\b)";

    private static bool IsLine(Taint taint) => !taint.IsWhole;
}

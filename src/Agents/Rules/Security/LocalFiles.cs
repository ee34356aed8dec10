using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Files that other users of the machine can reach.</summary>
internal sealed class LocalFiles : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "file-access/writable-by-all",
            Agent = AgentName.Security,
            Cwe = "CWE-732",
            Severity = Severity.Medium,
            SeverityReason = "Every user and service of the machine can change the file.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted code states the mode.",
            Title = "File made writable for everybody",
            Message = "The mode lets everybody write.",
            Fix = "Give write access to the owner only: 0o600, or 0o700 for a program.",
            Detectors =
            [
                new PatternDetector(Languages.Python, ["chmod("], @"\bchmod\(.*0o?[0-7]?[0-7][0-7][2367]\b", Sight.CodeOnly) { Unless = "[&~]|mask" },
                new TextDetector([".sh", ".bash", "dockerfile"], ["chmod"], @"^\s*(?:RUN\s+|sudo\s+)?chmod\s+(?:-R\s+)?0?[0-7][0-7][2367]\s"),
                new PatternDetector(Languages.Script, ["chmod(", "chmodSync("], @"\bchmod(?:Sync)?\(.*(?:0o?|['""])[0-7]?[0-7][0-7][2367]\b"),
                new PatternDetector(Languages.Java, [".setWritable(", "rwxrwxrwx"], @"\.setWritable\(\s*true\s*,\s*false\s*\)|fromString\(\s*""rwxrwxrwx"""),
                new PatternDetector(Languages.CSharp, ["UnixFileMode.OtherWrite"], @"SetUnixFileMode\([^;]*UnixFileMode\.OtherWrite", Sight.CodeOnly),
            ],
        },
        new Rule
        {
            Id = "file-access/predictable-temporary-file",
            Agent = AgentName.Security,
            Cwe = "CWE-377",
            Severity = Severity.Medium,
            SeverityReason = "Another user of the machine can put a link under the name before the file is made.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted call only makes a name.",
            Title = "Temporary file named before it is made",
            Message = "Between the choice of the name and the making of the file somebody else can take it.",
            Fix = "Let one call do both: tempfile.NamedTemporaryFile or mkstemp.",
            Detectors = [new PatternDetector(Languages.Python, ["mktemp("], @"\btempfile\.mktemp\(|\bos\.tempnam\(", Sight.CodeOnly)],
        },
    ];
}

using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Answers that tell a stranger more than they need.</summary>
internal sealed class Disclosure : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "disclosure/error-text",
            Agent = AgentName.Security,
            Cwe = "CWE-209",
            Severity = Severity.Low,
            SeverityReason = "Paths, queries and versions in the text help an attacker with the next step.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The text of an exception is put into an answer; what it says depends on what failed.",
            Title = "Text of an exception sent to the client",
            Message = "What went wrong inside is told to whoever asked.",
            Fix = "Log the exception, and answer with a message of your own and an id to find it by.",
            Detectors =
            [
                new PatternDetector(Languages.Python, ["str(e", "format_exc(", "{e}", "repr(e", "{str(e", "{err", "{ex}"], @"^(?:return\b|(?:resp|response|result)\w*\s*=|raise HTTPException\().*(?:\b(?:str|repr)\((?:e|ex|err|exc|error|exception)\)|\{(?:e|ex|err|exc|error)(?:![rs])?\}|traceback\.format_exc\(\))|^return\b[\s\S]*traceback\.format_exc\(\)") { OnlyIfFileHas = ["flask", "django", "fastapi", "rest_framework", "starlette", "bottle", "aiohttp", "tornado", "sanic"], Unless = "CommandError|ValidationError" },
                new PatternDetector(Languages.Script, ["err", "error", ".stack"], @"\bres(?:ponse)?\b[^;]*\.(?:send|json|end|write|render)\([^;]*\b(?:err|error|e|ex)\.(?:stack|message)\b|\bres\b[^;]*\.(?:send|json)\(\s*(?:err|error|e)\s*\)", Sight.CodeOnly) { IsLineOnly = true },
                new PatternDetector(Languages.Script, [".stack"], @"\b(?:stack|trace)\s*:\s*(?:err|error|e|ex)\.stack\b", Sight.CodeOnly) { IsLineOnly = true, OnlyNear = @"res(?:ponse)?\b.*\.(?:json|send)\(" },
                new PatternDetector(Languages.Php, ["getTraceAsString(", "getMessage("], @"\bresponse\([^;]*->get(?:TraceAsString|Message)\(\)[^;]*,\s*500", Sight.CodeOnly),
                new PatternDetector(Languages.Java, ["printStackTrace(", "getMessage(", "getStackTrace("], @"\.printStackTrace\(\s*(?:response|resp|out|writer)|(?:getWriter\(\)|out|writer)\.(?:print|println|write)\([^;]*\b(?:e|ex)\.(?:getMessage|toString|getStackTrace)\(", Sight.CodeOnly),
                new PatternDetector(Languages.CSharp, [".StackTrace", ".ToString()", ".Message"], @"(?:Content|BadRequest|StatusCode|Ok|Problem|WriteAsync)\([^;]*\b(?:e|ex|exception)\.(?:StackTrace|ToString\(\))", Sight.CodeOnly),
                new PatternDetector(Languages.Php, ["getMessage(", "mysqli_error(", "mysql_error(", "getTraceAsString("], @"\b(?:echo|die|exit|print)\b[^;]*(?:->getMessage\(\)|mysqli?_error\(|->getTraceAsString\(\)|mysqli_connect_error\()", Sight.CodeOnly),
                new PatternDetector(Languages.Go, ["err.Error()"], @"\bhttp\.Error\(\s*\w+\s*,\s*err\.Error\(\)\s*,\s*(?:500|http\.StatusInternalServerError)", Sight.CodeOnly),
                new PatternDetector(Languages.Ruby, [".message", ".backtrace"], @"\brender\b.*\be(?:x|rror)?\.(?:message|backtrace)", Sight.CodeOnly),
            ],
        },
        new Rule
        {
            Id = "disclosure/account-exists",
            Agent = AgentName.Security,
            Cwe = "CWE-204",
            Severity = Severity.Low,
            SeverityReason = "Names of accounts can be collected, and then attacked one by one.",
            Confidence = Confidence.Low,
            ConfidenceReason = "The words say that an account is not there; where they are shown must be judged by a person.",
            Title = "Login tells whether an account exists",
            Message = "An unknown name and a wrong password are answered in different words.",
            Fix = "Answer both in the same words, and take the same time.",
            OncePerFile = true,
            Detectors =
            [
                new PatternDetector(Languages.Flowing, ["ser not found", "o such user", "ser does not exist", "sername does not exist", "nvalid username", "nknown user", "mail not found", "ccount not found", "ser doesn't exist"], @"(?i)['""`](?:[^'""`]*\b)?(?:user(?:name)? (?:not found|does not exist|doesn't exist)|no such user|invalid username|unknown user|email not found|account not found)(?: or)?") { OnlyIfFileHas = ["ncorrect password", "nvalid password", "rong password", "assword is incorrect", "assword incorrect", "nvalid Password"], Unless = @"(?i)invalid username (?:or|and)|username/password" },
            ],
        },
    ];
}

using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>How services are deployed: databases, clusters, images, workflows and the scripts around them.</summary>
internal sealed class Deployments : IRuleFamily
{
    private static readonly string[] Terraform = [".tf", ".tf.json"];
    private static readonly string[] Yaml = [".yml", ".yaml"];
    private static readonly string[] Cloud = [".yml", ".yaml", ".json", ".template"];
    private static readonly string[] Images = ["dockerfile", ".dockerfile", "containerfile"];
    private static readonly string[] Scripts = [".sh", ".bash"];

    public IEnumerable<Rule> Rules =>
    [
        Risk("cloud/database-on-the-internet", "CWE-284", Severity.Medium, "Everybody on the internet can try passwords and flaws of the database.", "Database with a public address",
            "The database is given an address that the whole internet reaches.", "Keep it in private subnets, and reach it from the services that need it.",
            new TextDetector(Terraform, ["publicly_accessible"], @"publicly_accessible\s*=\s*true"), new TextDetector(Cloud, ["PubliclyAccessible"], @"PubliclyAccessible""?:\s*""?true")),
        Risk("cloud/storage-not-encrypted", "CWE-311", Severity.Low, "Whoever gets at a disk or a snapshot reads it.", "Storage without encryption",
            "Encryption at rest is switched off.", "Switch it on, with a key of your own where access to it is to be controlled.",
            new TextDetector(Terraform, ["encrypted", "encryption"], @"\b(?:storage_encrypted|encrypted|at_rest_encryption_enabled)\s*=\s*false"), new TextDetector(Cloud, ["Encrypted"], @"\b(?:Storage)?Encrypted""?:\s*""?false")),
        Risk("container/shares-the-machine", "CWE-250", Severity.Medium, "Whoever gets into the container reaches the processes, networks or files of the machine.", "Container that shares the machine",
            "The container is given a part of the machine that belongs to all.", "Take it away, or mount the one folder that is needed, read-only.",
            new TextDetector(Yaml, ["hostNetwork", "hostPID", "hostIPC"], @"^\s*(?:hostNetwork|hostPID|hostIPC):\s*true"), new TextDetector(Yaml, ["path: /"], @"^\s*path:\s*/\s*$") { When = (file, line) => Above(file, line, 2, "hostPath") }),
        Risk("container/cluster-admin", "CWE-269", Severity.Medium, "Whoever gets into a pod of this account has the cluster.", "Account that may do everything in the cluster",
            "The binding gives every right in every namespace.", "Bind a role that names what is needed.",
            new TextDetector(Yaml, ["cluster-admin"], @"^\s*name:\s*cluster-admin\s*$") { When = (file, line) => Above(file, line, 4, "roleRef") }),
        Risk("container/runs-as-root", "CWE-250", Severity.Low, "A flaw in the program gives root in the container, which makes leaving it easier.", "Image that runs as root",
            "The image's last user is root.", "Make a user for the program, and end with USER and its name.",
            new TextDetector(Images, ["USER"], @"^USER\s+(?:root|0)(?::\w+)?\s*$") { When = (file, line) => line == file.Source.LineCount || !file.Source.Lines(line + 1, file.Source.LineCount).Contains("USER ", StringComparison.Ordinal) }),
        Risk("workflow/every-permission", "CWE-250", Severity.Low, "A step that is taken over can write to the repository, its packages and releases.", "Workflow whose token may do everything",
            "Every step gets a token with every right.", "Name the rights that the jobs need.",
            new TextDetector(Yaml, ["write-all"], @"^\s*permissions:\s*write-all\b")),
        Risk("workflow/moving-action", "CWE-829", Severity.Low, "Whoever can push to that branch runs code with this workflow's secrets.", "Action taken from a branch",
            "A branch moves, so what runs tomorrow is not what was looked at.", "Name a full commit hash.",
            new TextDetector(Yaml, ["uses:"], @"^\s*-?\s*uses:\s*[\w.-]+/[\w./-]+@(?:main|master|develop|HEAD)\s*$") { When = (file, _) => file.Path.Value.Contains(".github/", StringComparison.Ordinal) }),
        Risk("workflow/secret-printed", "CWE-532", Severity.Medium, "Logs mask a secret as it is, and not its encoding or parts.", "Secret written to a workflow's log",
            "The step prints a secret.", "Leave it out; where a step needs it, pass it through the environment.",
            new TextDetector(Yaml, ["secrets."], @"\b(?:echo|printf)\b.*\$\{\{\s*secrets\.\w+") { Unless = @">>?\s*\S|--password-stdin|\|\s*(?:docker|gh|gpg|base64 -d|base64 --decode)" }),
        Risk("shell/input-evaluated", "CWE-78", Severity.Medium, "Whoever controls the variable runs commands.", "Variable evaluated by the shell",
            "eval reads the variable's content as commands.", "Call the command with the variable as a quoted argument.",
            new TextDetector(Scripts, ["eval"], @"^\s*eval\s+[""']?[^#]*\$\{?(?:[1-9@*]|\w*(?:BRANCH|INPUT|QUERY|REQUEST|PARAM|FILTER|TITLE|BODY)\w*)\b")),
        Risk("service/without-login", "CWE-306", Severity.Medium, "Whoever reaches the port reads and changes everything.", "Store without a login, open to others",
            "The store's own protection is switched off.", "Set a password, or leave protected mode on and the port inside.",
            new TextDetector([".yml", ".yaml", ".conf", ".sh", "dockerfile"], ["protected-mode"], @"protected-mode[""']?[, ]+[""']?no\b")),
        Risk("disclosure/management-open", "CWE-200", Severity.Medium, "Memory dumps, settings and the environment of the service are among what is shown.", "Every management endpoint exposed",
            "Endpoints that are meant for operators are reachable like any page.", "Name the endpoints that are needed, such as health, and put a login before the others.",
            new TextDetector([".properties"], ["exposure.include"], @"exposure\.include\s*=\s*\*")),
        Risk("disclosure/errors-shown", "CWE-209", Severity.Low, "Paths, queries and versions in error pages help an attacker with the next step.", "Errors shown to whoever asks",
            "The setting has error pages tell what went wrong inside.", "Switch it off in production, and write errors to a log.",
            new TextDetector([".properties", ".yml", ".yaml"], ["include-stacktrace"], @"include-stacktrace\s*[:=]\s*always"),
            new PatternDetector(Languages.Php, ["display_errors"], @"ini_set\(\s*['""]display_errors['""]\s*,\s*(?:['""](?:1|[oO]n)['""]|1|true)"),
            new PatternDetector(Languages.Ruby, ["consider_all_requests_local"], @"consider_all_requests_local\s*=\s*true") { OnlyIfFileHas = ["eager_load = true"] },
            new TextDetector([".env", ".env.production", ".env.prod"], ["APP_DEBUG"], @"^\s*APP_DEBUG\s*=\s*true\b")),
        Risk("cookies/script-readable", "CWE-1004", Severity.Low, "Script that gets into a page can send the visitor's session elsewhere.", "Session cookie that script can read",
            "The flag that hides the cookie from script is switched off.", "Switch http-only on.",
            new TextDetector([".xml"], ["http-only"], @"<http-only>\s*false"), new TextDetector([".properties"], ["http-only"], @"cookie\.http-only\s*=\s*false"),
            new PatternDetector(Languages.Php, ["http_only"], @"['""]http_only['""]\s*=>\s*false"), new PatternDetector(Languages.Ruby, ["session_store"], @"session_store\b[^\n]*\bhttponly:\s*false")),
    ];

    private static bool Above(SourceFile file, int line, int lines, string text) => file.Source.Lines(Math.Max(1, line - lines), line).Contains(text, StringComparison.Ordinal);

    private static Rule Risk(string id, string cwe, Severity severity, string severityReason, string title, string message, string fix, params Detector[] detectors) => new()
    {
        Id = id,
        Agent = AgentName.Security,
        Cwe = cwe,
        Severity = severity,
        SeverityReason = severityReason,
        Confidence = Confidence.Medium,
        ConfidenceReason = "The quoted line says so; what stands around it may limit what that means.",
        Title = title,
        Message = message,
        Fix = fix,
        Detectors = detectors,
    };
}

using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Infrastructure as code, images and pipelines that are open to more people than they should be.</summary>
internal sealed class Infrastructure : IRuleFamily
{
    private static readonly string[] Terraform = [".tf", ".tf.json"];
    private static readonly string[] Cloud = [".yml", ".yaml", ".json", ".template"];

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "cloud/open-to-everybody",
            Agent = AgentName.Security,
            Cwe = "CWE-732",
            Severity = Severity.Medium,
            SeverityReason = "Everybody on the internet can read or reach it.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted line grants it.",
            Title = "Resource open to everybody",
            Message = "The resource is opened to the whole internet.",
            Fix = "Grant access to the accounts and networks that need it.",
            Detectors =
            [
                new TextDetector(Terraform, ["public-read"], @"\bacl\s*=\s*""public-read"),
                new TextDetector(Cloud, ["PublicRead"], @"AccessControl""?:\s*""?PublicRead"),
                new TextDetector(Cloud, ["0.0.0.0/0"], @"CidrIp""?:\s*[""']?0\.0\.0\.0/0") { When = IsOpenedPort },
                new TextDetector(Terraform, ["0.0.0.0/0", "::/0"], @"cidr_blocks\s*=\s*\[[^\]]*""(?:0\.0\.0\.0/0|::/0)") { When = IsOpenedPort },
                new TextDetector([.. Terraform, .. Cloud], ["principal", "Principal"], @"(?i)""?principals?""?\s*[=:]\s*(?:\{\s*""?AWS""?\s*[=:]\s*\[?\s*)?[""']\*[""']") { When = IsNoDenial },
            ],
        },
        new Rule
        {
            Id = "cloud/every-action",
            Agent = AgentName.Security,
            Cwe = "CWE-269",
            Severity = Severity.Medium,
            SeverityReason = "Whoever holds the role can do anything in the account.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted line grants it.",
            Title = "Role that may do everything",
            Message = "The policy allows every action.",
            Fix = "Name the actions that are needed.",
            Detectors =
            [
                new TextDetector(Terraform, ["actions", "Action"], @"\bactions\s*=\s*\[\s*""\*""\s*\]|""?Action""?\s*[=:]\s*\[?\s*""\*"""),
                new TextDetector(Cloud, ["Action"], @"\bAction""?:\s*\[?\s*[""']\*[""']"),
            ],
        },
        new Rule
        {
            Id = "image/secret-in-layer",
            Agent = AgentName.Security,
            Cwe = "CWE-798",
            Severity = Severity.High,
            SeverityReason = "Whoever can pull the image has the secret, as long as the image exists.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The name says that it is a secret; that its value is in use is not shown here.",
            Title = "Secret written into an image",
            Message = "The value stays in the image's layers and in the repository.",
            Fix = "Pass it when the container starts, or mount it while building (RUN --mount=type=secret); revoke this one.",
            Detectors =
            [
                new TextDetector(["dockerfile", ".dockerfile", "containerfile"], ["ENV", "ARG"], @"(?i)^\s*(?:ENV|ARG)\s+\w*(?:password|passwd|secret|token|api_?key|access_?key|private_?key)\w*(?:\s+|\s*=\s*)[""']?[^\s$""'{<]{6,}") { Unless = @"(?i)changeme|example|your|_file\b|/run/secrets|placeholder" },
            ],
        },
        new Rule
        {
            Id = "image/unverified-download",
            Agent = AgentName.Security,
            Cwe = "CWE-494",
            Severity = Severity.Medium,
            SeverityReason = "Whoever can answer in the server's place has a program run while the image is built, and so in the image.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The quoted line runs what it downloads; whether the source is trusted is not shown here.",
            Title = "Download run without a check",
            Message = "What is downloaded is run as it comes.",
            Fix = "Download a fixed version, check its digest or signature, and leave the certificate check on.",
            Detectors =
            [
                new TextDetector(["dockerfile", ".dockerfile", "containerfile", ".sh", ".tf"], ["curl", "wget"], @"\b(?:curl|wget)\b[^|;&]*(?:\s-k\b|--insecure|--no-check-certificate|\shttp://)[^|;&]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b"),
            ],
        },
        new Rule
        {
            Id = "container/privileged",
            Agent = AgentName.Security,
            Cwe = "CWE-250",
            Severity = Severity.Medium,
            SeverityReason = "Whoever gets into the container has the machine.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted line grants it.",
            Title = "Container with the rights of the machine",
            Message = "The container may do on the machine what root may.",
            Fix = "Grant the single capabilities that are needed, and keep the engine's socket out.",
            Detectors =
            [
                new TextDetector([".yml", ".yaml"], ["privileged", "docker.sock"], @"^\s*-?\s*privileged:\s*true|^\s*-\s*[""']?/var/run/docker\.sock:"),
            ],
        },
        new Rule
        {
            Id = "workflow/untrusted-checkout",
            Agent = AgentName.Security,
            Cwe = "CWE-829",
            Severity = Severity.High,
            SeverityReason = "Code of a stranger's pull request runs with the repository's secrets and write token.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The workflow runs on pull_request_target and takes the pull request's commit; whether a step runs its code is not shown here.",
            Title = "Pull request's code taken in a workflow with secrets",
            Message = "pull_request_target runs with the repository's secrets, and this step brings in the stranger's code.",
            Fix = "Use pull_request for what builds or tests the code, and keep pull_request_target for jobs that do not take it.",
            Detectors =
            [
                new TextDetector([".yml", ".yaml"], ["head.sha", "head.ref", "head_ref"], @"ref:\s*\$\{\{\s*(?:github\.event\.pull_request\.head\.(?:sha|ref)|github\.head_ref)") { When = (file, _) => file.Text.Contains("pull_request_target", StringComparison.Ordinal) },
            ],
        },
    ];

    private static bool IsNoDenial(SourceFile file, int line) => !file.Source.Lines(Math.Max(1, line - 4), Math.Min(file.Source.LineCount, line + 4)).Contains("Deny", StringComparison.Ordinal);

    // Mail to the world and web pages for it are what many resources are for; other ports are not.
    private static bool IsOpenedPort(SourceFile file, int line)
    {
        var (first, last) = (Math.Max(1, line - 8), Math.Min(file.Source.LineCount, line + 4));
        while (first < line && (file.Source.Line(first).TrimStart().StartsWith("resource") || !IsWithin(file, first, line)))
            first++;
        var block = file.Source.Lines(first, last);
        return !block.Contains("egress", StringComparison.OrdinalIgnoreCase)
            && (block.Contains("ingress", StringComparison.OrdinalIgnoreCase) || block.Contains("FromPort", StringComparison.Ordinal)) && !WebPort.IsMatch(block);
    }

    private static bool IsWithin(SourceFile file, int first, int line)
    {
        for (var at = first; at < line; at++)
        {
            if (file.Source.Line(at).TrimEnd() is "}" or "  }")
                return false;
        }

        return true;
    }

    private static readonly System.Text.RegularExpressions.Regex WebPort = Pattern.Of(@"(?i)from_?port""?\s*[=:]\s*""?(?:80|443|8080|8443)\b");
}

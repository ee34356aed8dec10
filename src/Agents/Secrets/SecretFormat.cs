using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Secrets;

/// <summary>A credential that is known by its own form, wherever it stands.</summary>
/// <param name="Name">Whose it is, for people.</param>
/// <param name="Anchor">Literal text that each one holds.</param>
/// <param name="Form">The whole credential.</param>
internal sealed record SecretFormat(string Name, string Anchor, Regex Form)
{
    public static IReadOnlyList<SecretFormat> All { get; } =
    [
        new("AWS access key", "AKIA", Pattern.Of(@"\bAKIA[0-9A-Z]{16}\b")),
        new("GitHub token", "ghp_", Pattern.Of(@"\bghp_[A-Za-z0-9]{36,}\b")),
        new("GitHub token", "gho_", Pattern.Of(@"\bgho_[A-Za-z0-9]{36,}\b")),
        new("GitHub token", "ghs_", Pattern.Of(@"\bghs_[A-Za-z0-9]{36,}\b")),
        new("GitHub fine-grained token", "github_pat_", Pattern.Of(@"\bgithub_pat_[A-Za-z0-9_]{60,}\b")),
        new("GitLab token", "glpat-", Pattern.Of(@"\bglpat-[A-Za-z0-9_-]{20,}")),
        new("Slack token", "xox", Pattern.Of(@"\bxox[abprs]-[0-9]{6,}-[A-Za-z0-9-]{10,}")),
        new("Slack webhook", "hooks.slack.com/services/", Pattern.Of(@"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}")),
        new("Stripe key", "k_live_", Pattern.Of(@"\b[rs]k_live_[0-9A-Za-z]{20,}\b")),
        new("Google API key", "AIza", Pattern.Of(@"\bAIza[0-9A-Za-z_-]{35}")),
        new("npm token", "npm_", Pattern.Of(@"\bnpm_[A-Za-z0-9]{36}\b")),
        new("PyPI token", "pypi-AgEI", Pattern.Of(@"\bpypi-AgEI[A-Za-z0-9_-]{50,}")),
        new("SendGrid key", "SG.", Pattern.Of(@"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}")),
        new("Anthropic key", "sk-ant-", Pattern.Of(@"\bsk-ant-[A-Za-z0-9_-]{40,}")),
        new("OpenAI key", "sk-proj-", Pattern.Of(@"\bsk-proj-[A-Za-z0-9_-]{40,}")),
        new("Azure storage key", "AccountKey=", Pattern.Of(@"AccountKey=[A-Za-z0-9+/]{80,}={0,2}")),
        new("DigitalOcean token", "dop_v1_", Pattern.Of(@"\bdop_v1_[a-f0-9]{64}\b")),
        new("Hugging Face token", "hf_", Pattern.Of(@"\bhf_[A-Za-z0-9]{34}\b")),
    ];
}

using System.Text.RegularExpressions;

namespace CodeReview.Protocol.Secrets;

/// <summary>A credential that is known by its own form, wherever it stands.</summary>
/// <param name="Name">Whose it is, for people.</param>
/// <param name="Anchor">Literal text that each one holds.</param>
/// <param name="Form">The whole credential, as a regular expression.</param>
internal sealed record SecretFormat(string Name, string Anchor, string Form)
{
    // Built when its anchor is first found: most texts hold none.
    private readonly Lazy<Regex> _pattern = new(() => Texts.Pattern.Of(Form));

    public static IReadOnlyList<SecretFormat> All { get; } =
    [
        new("AWS access key", "AKIA", @"\bAKIA[0-9A-Z]{16}\b"),
        new("GitHub token", "ghp_", @"\bghp_[A-Za-z0-9]{36,}\b"),
        new("GitHub token", "gho_", @"\bgho_[A-Za-z0-9]{36,}\b"),
        new("GitHub token", "ghs_", @"\bghs_[A-Za-z0-9]{36,}\b"),
        new("GitHub fine-grained token", "github_pat_", @"\bgithub_pat_[A-Za-z0-9_]{60,}\b"),
        new("GitLab token", "glpat-", @"\bglpat-[A-Za-z0-9_-]{20,}"),
        new("Slack token", "xox", @"\bxox[abprs]-[0-9]{6,}-[A-Za-z0-9-]{10,}"),
        new("Slack webhook", "hooks.slack.com/services/", @"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}"),
        new("Stripe key", "k_live_", @"\b[rs]k_live_[0-9A-Za-z]{20,}\b"),
        new("Google API key", "AIza", @"\bAIza[0-9A-Za-z_-]{35}"),
        new("npm token", "npm_", @"\bnpm_[A-Za-z0-9]{36}\b"),
        new("PyPI token", "pypi-AgEI", @"\bpypi-AgEI[A-Za-z0-9_-]{50,}"),
        new("SendGrid key", "SG.", @"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
        new("Anthropic key", "sk-ant-", @"\bsk-ant-[A-Za-z0-9_-]{40,}"),
        new("OpenAI key", "sk-proj-", @"\bsk-proj-[A-Za-z0-9_-]{40,}"),
        new("Azure storage key", "AccountKey=", @"AccountKey=[A-Za-z0-9+/]{80,}={0,2}"),
        new("DigitalOcean token", "dop_v1_", @"\bdop_v1_[a-f0-9]{64}\b"),
        new("Hugging Face token", "hf_", @"\bhf_[A-Za-z0-9]{34}\b"),
    ];

    /// <summary>The form, ready to match.</summary>
    public Regex Pattern => _pattern.Value;
}

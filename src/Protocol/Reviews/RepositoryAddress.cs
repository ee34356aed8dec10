using System.Text.RegularExpressions;

namespace CodeReview.Protocol.Reviews;

/// <summary>
/// The ways in which people write where a repository is, beside an https URL: <c>git@host:owner/name.git</c>, <c>ssh://git@host/owner/name</c>,
/// and <c>codecommit::region://name</c>. Nothing is fetched over ssh; of hosts that are known to serve the same repository under the same
/// path over https, that address is meant.
/// </summary>
internal static partial class RepositoryAddress
{
    private static readonly string[] SamePathOverHttps = ["github.com", "gitlab.com", "bitbucket.org"];

    /// <summary>The https address that is meant; the text itself where it is not one of these forms.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="suggestion">Where it is of one of these forms and the host is not known: the address to try.</param>
    public static string OverHttps(string text, out string? suggestion)
    {
        suggestion = null;
        if (CodeCommit().Match(text) is { Success: true } codeCommit)
            return $"https://git-codecommit.{codeCommit.Groups["region"].Value}.amazonaws.com/v1/repos/{codeCommit.Groups["name"].Value}";
        var match = SshUrl().Match(text) is { Success: true } url ? url : ScpStyle().Match(text);
        if (!match.Success)
            return text;
        var (host, path) = (match.Groups["host"].Value, match.Groups["path"].Value.TrimStart('/'));
        var address = $"https://{host}/{path}";
        if (SamePathOverHttps.Contains(host, StringComparer.OrdinalIgnoreCase) || CodeCommitHost().IsMatch(host))
            return address;
        suggestion = address;
        return text;
    }

    [GeneratedRegex("^ssh://([^@/]*@)?(?<host>[A-Za-z0-9.-]+)(:[0-9]+)?/(?<path>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex SshUrl();

    // The host has a dot, or somebody in front of it: a drive of Windows has neither.
    [GeneratedRegex("^([^@/:]+@(?<host>[A-Za-z0-9.-]+)|(?<host>[A-Za-z0-9-]+\\.[A-Za-z0-9.-]+)):(?<path>[^/:].*|/[^/].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex ScpStyle();

    [GeneratedRegex("^codecommit::(?<region>[a-z0-9-]+)://([^@/]*@)?(?<name>[A-Za-z0-9._-]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex CodeCommit();

    [GeneratedRegex("^git-codecommit\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?$", RegexOptions.NonBacktracking)]
    private static partial Regex CodeCommitHost();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Signs in to AWS CodeCommit as AWS's own <c>git-remote-codecommit</c> does: the user is the access key with the session token, the
/// password the time with a signature of the repository's path by Signature Version 4.
/// </summary>
internal static partial class CodeCommitLogin
{
    private const string Name = "codecommit";

    /// <summary>The region where this is the address of a repository in CodeCommit; null for every other address.</summary>
    public static string? RegionOf(Uri address) =>
        address is { Scheme: "https", IsDefaultPort: true } && Host().Match(address.IdnHost) is { Success: true } host ? host.Groups["region"].Value : null;

    /// <summary>User and password, as a header of HTTP holds them.</summary>
    public static string PairOf(Uri address, string region, ImmutableCredentials role, DateTimeOffset now)
    {
        // What is signed has the time without the letter of its zone, and what is sent has it.
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var request = AWSSDKUtils.ToHex(AWS4Signer.ComputeHash($"GIT\n{address.AbsolutePath}\n\nhost:{address.IdnHost}\n\nhost\n"), lowercase: true);
        var key = AWS4Signer.ComposeSigningKey(role.SecretKey, region, time[..8], Name);
        var signature = AWS4Signer.ComputeKeyedHash(SigningAlgorithm.HmacSHA256, key, $"AWS4-HMAC-SHA256\n{time}\n{time[..8]}/{region}/{Name}/aws4_request\n{request}");
        var user = role.UseToken ? $"{role.AccessKey}%{role.Token}" : role.AccessKey;
        return $"{user}:{time}Z{AWSSDKUtils.ToHex(signature, lowercase: true)}";
    }

    [GeneratedRegex(@"\Agit-codecommit(-fips)?\.(?<region>[a-z]{2}(-[a-z]+)+-[0-9])\.amazonaws\.com(\.cn)?\z")]
    private static partial Regex Host();
}

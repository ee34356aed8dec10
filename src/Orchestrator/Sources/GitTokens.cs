using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Reads a secret by its ARN.</summary>
public delegate Task<string> ReadSecret(string arn, CancellationToken cancellationToken);

/// <summary>The credentials of the role that this process has.</summary>
public delegate Task<ImmutableCredentials> ReadRole(CancellationToken cancellationToken);

/// <summary>
/// What opens private repositories. A token is shown to the hosts that it is for and to no other: whoever may ask for a review may name
/// his own server. It is sent in a header, over https, and stands nowhere else: in no URL, message, file or log. CodeCommit needs none where
/// this process has a role: a signature by it opens the one repository that it is for, for a quarter of an hour.
/// </summary>
public sealed class GitTokens
{
    /// <summary>Holds the token, or <c>user:token</c>.</summary>
    public const string Variable = "CODEREVIEW_GIT_TOKEN";

    /// <summary>Holds the ARN of a secret that holds the token.</summary>
    public const string SecretVariable = "CODEREVIEW_GIT_TOKEN_SECRET";

    /// <summary>The hosts that the token is for, with commas between them; github.com where it is not set.</summary>
    public const string HostVariable = "CODEREVIEW_GIT_TOKEN_HOST";

    private readonly string[] _hosts;
    private readonly string? _token;
    private readonly string? _arn;
    private readonly ReadSecret? _secrets;
    private readonly ReadRole? _role;
    private readonly TimeProvider _time;
    private Task<string>? _read;

    private GitTokens(Func<string, string?> environment, ReadSecret? secrets, ReadRole? role, TimeProvider time)
    {
        _token = Trimmed(environment(Variable));
        _arn = Trimmed(environment(SecretVariable));
        _hosts = (Trimmed(environment(HostVariable)) ?? "github.com").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        (_secrets, _role, _time) = (secrets, role, time);
    }

    /// <summary>No token: public repositories only.</summary>
    public static GitTokens None { get; } = new(_ => null, null, null, TimeProvider.System);

    /// <summary>What the environment holds.</summary>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="secrets">Reads secrets; null where there is no service of them.</param>
    /// <param name="role">Reads the role that CodeCommit is asked with; null where it is not asked so.</param>
    /// <param name="time">The clock of signatures; the machine's where null.</param>
    public static GitTokens Of(Func<string, string?> environment, ReadSecret? secrets = null, ReadRole? role = null, TimeProvider? time = null) =>
        new(environment, secrets, role, time ?? TimeProvider.System);

    /// <summary>Whether a token is shown at this address.</summary>
    internal async Task<bool> IsForAsync(Uri address, CancellationToken cancellationToken) =>
        await ForAsync(address, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The header that shows the token at this address; null where none is for it.</summary>
    internal async Task<AuthenticationHeaderValue?> ForAsync(Uri address, CancellationToken cancellationToken)
    {
        return await PairAsync(address, cancellationToken).ConfigureAwait(false) is { } pair
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)))
            : null;
    }

    private async Task<string?> PairAsync(Uri address, CancellationToken cancellationToken)
    {
        var isNamed = _hosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase) && (address.Scheme is "https" || address.IsLoopback);
        if (isNamed && (_token ?? await SecretAsync(cancellationToken).ConfigureAwait(false)) is { } token)
            return token.Contains(':', StringComparison.Ordinal) ? token : $"{UserOf(address.IdnHost)}:{token}";
        return _role is not null && CodeCommitLogin.RegionOf(address) is { } region
            ? CodeCommitLogin.PairOf(address, region, await _role(cancellationToken).ConfigureAwait(false), _time.GetUtcNow())
            : null;
    }

    private async Task<string?> SecretAsync(CancellationToken cancellationToken)
    {
        if (_arn is null)
            return null;
        if (_secrets is null)
            throw new EnvironmentException($"{SecretVariable} is set, but here nothing reads secrets: set {Variable} instead.");
        // Once in a process: a read that failed is tried again.
        if (_read is null or { IsFaulted: true } or { IsCanceled: true })
            _read = _secrets(_arn, cancellationToken);
        var secret = (await NamedAsync(_read, _arn).ConfigureAwait(false)).Trim();
        return secret.Length > 0 ? secret : throw new EnvironmentException($"The secret '{Shown.Of(_arn)}' is empty: put the token into it.");
    }

    private static async Task<string> NamedAsync(Task<string> read, string arn)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new EnvironmentException($"The secret '{Shown.Of(arn)}' cannot be read: {Shown.Of(e.Message, 300)} Check that it is there and that this function's role may read it.", e);
        }
    }

    // Where a host asks for a user name beside a token, any other than its own is refused.
    private static string UserOf(string host) => host switch
    {
        "bitbucket.org" => "x-token-auth",
        "github.com" => "x-access-token",
        _ => "oauth2",
    };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

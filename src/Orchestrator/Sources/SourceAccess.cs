using System.Collections.Frozen;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Which places a repository may be read from. Whoever may ask a fleet for a review names a URL, and the fleet stands inside a network
/// that he does not; so by default only https servers at public addresses are asked.
/// </summary>
public sealed class SourceAccess
{
    /// <summary>
    /// Origins, and folders that hold repositories, with commas between them, such as
    /// <c>https://git.corp.example,http://10.1.2.3:8080,file:///mnt/mirrors</c>.
    /// </summary>
    public const string Variable = "CODEREVIEW_GIT_ALLOW";

    private const string FolderMark = "file://";

    private readonly FrozenSet<string> _origins;
    private readonly bool _trustsTheRequest;

    private SourceAccess(IEnumerable<string> origins, bool trustsTheRequest)
    {
        _origins = origins.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _trustsTheRequest = trustsTheRequest;
    }

    /// <summary>
    /// For a user at his own machine: the place that he names himself may be a folder, any address, and plain http. Where a server sends
    /// him on to, he has not named.
    /// </summary>
    public static SourceAccess OfUser { get; } = new([], trustsTheRequest: true);

    /// <summary>For a fleet: https and public addresses, and the origins that its operator has allowed in <see cref="Variable"/>.</summary>
    /// <exception cref="EnvironmentException">The variable holds something that is no origin.</exception>
    public static SourceAccess OfFleet(Func<string, string?> environment) => new(
        (environment(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(OriginOf),
        trustsTheRequest: false);

    /// <exception cref="InvalidRequestException">No server is asked for this, whatever its address.</exception>
    internal void Check(RepositoryUrl url)
    {
        if (_trustsTheRequest)
            return;
        if (url.IsLocal && _origins.Any(folder => Covers(folder, url)))
            return;
        if (url.IsLocal)
            throw new InvalidRequestException($"'{Shown.Of(url.Value)}' is a folder, and this fleet reads none there: give an https URL, or have the fleet's operator add the folder to {Variable}.");
        if (Refusal(new Uri(url.Value), url) is { } refusal)
            throw new InvalidRequestException(refusal);
    }

    /// <summary>Why this address is not asked on behalf of a review of that repository; null where it may be asked.</summary>
    internal string? Refusal(Uri address, RepositoryUrl named) => address.Scheme is "https" || MayBePrivate(address, named)
        ? null
        : $"'{Shown.Of(Origin(address))}' is asked by plain http, which anybody on the way can read and change: give an https URL, or have the fleet's operator add it to {Variable}.";

    /// <summary>Whether the address may be one that is not public.</summary>
    internal bool MayBePrivate(Uri address, RepositoryUrl named) =>
        _origins.Contains(Origin(address)) || (_trustsTheRequest && Origin(address).Equals(Origin(new Uri(named.Value)), StringComparison.OrdinalIgnoreCase));

    internal static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    // By the paths as the system takes them: an escaped slash is one there.
    private static bool Covers(string allowed, RepositoryUrl url) =>
        allowed.StartsWith(FolderMark, StringComparison.Ordinal)
        && $"{Path.GetFullPath(url.LocalPath)}/".StartsWith($"{allowed[FolderMark.Length..]}/", StringComparison.Ordinal);

    private static string OriginOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri switch
    {
        { Scheme: "https" or "http", PathAndQuery: "/", UserInfo: "" } => Origin(uri),
        { Scheme: "file", Host: "" } => FolderMark + uri.LocalPath.TrimEnd('/'),
        _ => null,
    } ?? throw Wrong(text) : throw Wrong(text);

    private static EnvironmentException Wrong(string text) =>
        new($"{Variable} holds '{Shown.Of(text)}': give origins such as https://git.corp.example:8443, or folders such as file:///mnt/mirrors, with commas between them.");
}

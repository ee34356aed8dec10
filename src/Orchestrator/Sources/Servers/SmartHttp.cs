using System.Net;
using System.Net.Http.Headers;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>How servers are talked to.</summary>
/// <param name="Access">Which may be.</param>
/// <param name="Tokens">What opens private repositories.</param>
/// <param name="Resolve">Finds the addresses of a host.</param>
/// <param name="Time">The clock of all limits.</param>
internal sealed record ServerTerms(SourceAccess Access, GitTokens Tokens, Resolve Resolve, TimeProvider Time);

/// <summary>
/// Carries messages to a repository of a server and back, not by libgit2: its transport cannot be told which addresses it may connect to,
/// follows redirects unasked, waits for ever for a silent server, and calls back across native frames.
/// </summary>
internal sealed class SmartHttp : IDisposable
{
    public const string Service = "git-upload-pack";

    private const int MaxRedirects = 4;
    private const string Listing = "/info/refs?service=" + Service;

    private readonly HttpClient _client;
    private readonly RepositoryUrl _url;
    private readonly ServerTerms _terms;
    private readonly TimeSpan _patience;
    private Uri _address;

    public SmartHttp(RepositoryUrl url, ServerTerms terms, TimeSpan patience)
    {
        (_url, _terms, _patience, _address) = (url, terms, patience, new Uri(url.Value));
        _client = new HttpClient(new CheckedConnections(terms.Access, url, terms.Resolve).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        // Some hosts answer a program that does not call itself git with a page for people.
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("git/2.40 (codereview)");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks for the listing, where the repository is or where the server sends on to.</summary>
    public async Task<HttpResponseMessage> FindAsync(CancellationToken cancellationToken)
    {
        var response = await AskAsync(cancellationToken).ConfigureAwait(false);
        if (ServerFailures.IsRefusal(response.StatusCode))
        {
            response.Dispose();
            // The suffix is not part of a repository's identity, but plain servers ask for it.
            _address = new Uri(_url.Value + ".git");
            response = await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        ServerFailures.Check(_url, response, await _terms.Tokens.IsForAsync(_address, cancellationToken).ConfigureAwait(false));
        if (response.Content.Headers.ContentType?.MediaType is $"application/x-{Service}-advertisement")
            return response;
        response.Dispose();
        throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' answers, but not as a git server does: give the address that 'git clone' takes.");
    }

    /// <summary>Says something to the server.</summary>
    public async Task<HttpResponseMessage> PostAsync(PacketWriter message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_address.AbsoluteUri}/{Service}");
        request.Content = new ByteArrayContent(message.ToBytes()) { Headers = { ContentType = new MediaTypeHeaderValue($"application/x-{Service}-request") } };
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        ServerFailures.Check(_url, response, await _terms.Tokens.IsForAsync(_address, cancellationToken).ConfigureAwait(false));
        return response;
    }

    /// <summary>The packets of an answer.</summary>
    public async Task<PacketReader> PacketsAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _patience, _terms.Time);

    // Only this first question may be sent on, as git has it: where it ends is asked for everything else.
    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _address.AbsoluteUri + Listing);
            var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.RedirectMethod
                or HttpStatusCode.RedirectKeepVerb or HttpStatusCode.PermanentRedirect))
                return response;
            var location = response.Headers.Location;
            response.Dispose();
            _address = redirects < MaxRedirects
                ? Redirected(location is null ? null : new Uri(request.RequestUri!, location))
                : throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' sends on from one address to the next without end: give the one that has the repository.");
        }
    }

    private Uri Redirected(Uri? location)
    {
        var isListing = location is { Scheme: "https" or "http", UserInfo: "" } && location.AbsoluteUri.EndsWith(Listing, StringComparison.Ordinal);
        if (!isListing)
            throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' sends on to '{Shown.Of(location?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))}', and not to a repository there: give the address that 'git clone' takes.");
        if (location!.Scheme is "http" && _address.Scheme is "https")
            throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' sends on from https to plain http: that is not followed.");
        return _terms.Access.Refusal(location, _url) is { } refusal
            ? throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' sends on to another address. {refusal}")
            : new Uri(location.AbsoluteUri[..^Listing.Length]);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Git-Protocol", "version=2");
        request.Headers.Authorization = await _terms.Tokens.ForAsync(_address, cancellationToken).ConfigureAwait(false);
        using var silence = new CancellationTokenSource(_patience, _terms.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"it was silent for {_patience.TotalSeconds} seconds", e);
        }
    }
}

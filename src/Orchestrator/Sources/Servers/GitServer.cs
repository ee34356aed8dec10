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
/// A repository of a server, over git's smart HTTP: protocol 2, and 0 where a server does not know it. Everything is said here and in
/// <see cref="CheckedConnections"/>, not by libgit2: its transport cannot be told which addresses it may connect to, follows
/// redirects unasked, waits for ever for a silent server, and calls back across native frames.
/// </summary>
internal sealed class GitServer : IDisposable
{
    private const int MaxRedirects = 4;
    private const int MaxListingBytes = 64 << 20;
    private const string Service = "git-upload-pack";
    private const string Listing = "/info/refs?service=" + Service;

    private static readonly string[] Understood = ["side-band-64k", "ofs-delta", "no-progress", "shallow"];

    private readonly HttpClient _client;
    private readonly RepositoryUrl _url;
    private readonly ServerTerms _terms;
    private readonly TimeSpan _patience;
    private string[] _capabilities = [];
    private List<ServerRef>? _listed;
    private Uri _address;

    private GitServer(RepositoryUrl url, ServerTerms terms, TimeSpan patience)
    {
        (_url, _terms, _patience, _address) = (url, terms, patience, new Uri(url.Value));
        _client = new HttpClient(new CheckedConnections(terms.Access, url, terms.Resolve).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        // Some hosts answer a program that does not call itself git with a page for people.
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("git/2.40 (codereview)");
    }

    private bool SpeaksVersion2 => _listed is null;

    /// <summary>Asks the server whether it has the repository, and how it speaks.</summary>
    /// <exception cref="InvalidRequestException">There is none, or it may not be asked.</exception>
    /// <exception cref="EnvironmentException">The server cannot be reached.</exception>
    public static Task<GitServer> OpenAsync(RepositoryUrl url, ServerTerms terms, TimeSpan patience, CancellationToken cancellationToken) =>
        ServerFailures.NamedAsync(url, async () =>
        {
            terms.Access.Check(url);
            var server = new GitServer(url, terms, patience);
            try
            {
                await server.GreetAsync(cancellationToken).ConfigureAwait(false);
                return server;
            }
            catch
            {
                server.Dispose();
                throw;
            }
        });

    public void Dispose() => _client.Dispose();

    /// <summary>The refs whose full names begin in one of these ways.</summary>
    public Task<List<ServerRef>> ListAsync(IEnumerable<string> prefixes, CancellationToken cancellationToken) => ServerFailures.NamedAsync(_url, async () =>
    {
        if (!SpeaksVersion2)
            return _listed!;
        var message = new PacketWriter().Line("command=ls-refs").Delimiter().Line("peel").Line("symrefs");
        foreach (var prefix in prefixes)
            message.Line($"ref-prefix {prefix}");
        using var response = await PostAsync(message.Flush(), cancellationToken).ConfigureAwait(false);
        return (await ListingAsync(await PacketsAsync(response, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
            .ConvertAll(ServerRefs.OfLine);
    });

    /// <summary>Has the server send these commits with all that is in them, and nothing of their history.</summary>
    /// <returns>Whether it has them, and gives them by their hashes.</returns>
    public Task<bool> FetchAsync(IReadOnlyCollection<CommitId> commits, PackTransfer transfer, CancellationToken cancellationToken) =>
        ServerFailures.NamedAsync(_url, async () =>
        {
            using var response = await PostAsync(SpeaksVersion2 ? Wants2(commits) : Wants0(commits), cancellationToken).ConfigureAwait(false);
            var packets = await PacketsAsync(response, cancellationToken).ConfigureAwait(false);
            if (!await FindPackAsync(packets, cancellationToken).ConfigureAwait(false))
                return false;
            await transfer.ReceiveAsync(packets, cancellationToken).ConfigureAwait(false);
            return true;
        });

    private static PacketWriter Wants2(IEnumerable<CommitId> commits)
    {
        var message = new PacketWriter().Line("command=fetch").Delimiter().Line("no-progress").Line("ofs-delta").Line("deepen 1");
        foreach (var commit in commits)
            message.Line($"want {commit}");
        return message.Line("done").Flush();
    }

    private PacketWriter Wants0(IEnumerable<CommitId> commits)
    {
        var message = new PacketWriter();
        var words = string.Concat(Understood.Intersect(_capabilities).Select(word => " " + word));
        foreach (var (index, commit) in commits.Index())
            message.Line($"want {Wanted(commit)}{(index is 0 ? words : "")}");
        return (_capabilities.Contains("shallow") ? message.Line("deepen 1") : message).Flush().Line("done");
    }

    // This protocol gives what a ref names, and of an annotated tag that is the tag.
    private string Wanted(CommitId commit) => _listed!.Find(listed => listed.Peeled == commit.Value)?.Id ?? commit.Value;

    // In front of the pack stand sections about shallowness, or lines of the same meaning and one that says that no history is shared.
    private async Task<bool> FindPackAsync(PacketReader packets, CancellationToken cancellationToken)
    {
        while (true)
        {
            var packet = await packets.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (packet.Kind is PacketKind.End)
                throw new EndOfStreamException("it sent no objects");
            var line = packet.Line;
            if (line.StartsWith("ERR ", StringComparison.Ordinal))
                return IsRefusal(line) ? false : throw new InvalidDataException($"it said '{Shown.Of(line[4..])}'");
            if (line == (SpeaksVersion2 ? "packfile" : "NAK"))
                return true;
        }
    }

    private static bool IsRefusal(string line) => line.Contains("not our ref", StringComparison.Ordinal) || line.Contains("unadvertised", StringComparison.Ordinal);

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        using var response = await FindAsync(cancellationToken).ConfigureAwait(false);
        var packets = await PacketsAsync(response, cancellationToken).ConfigureAwait(false);
        var lines = await ListingAsync(packets, cancellationToken).ConfigureAwait(false);
        if (lines is ["# service=" + Service])
            lines = await ListingAsync(packets, cancellationToken).ConfigureAwait(false);
        if (lines is ["version 2", ..])
        {
            _capabilities = [.. lines.Skip(1)];
        }
        else
        {
            var first = lines.FirstOrDefault("").Split('\0', 2);
            _capabilities = first.ElementAtOrDefault(1)?.Split(' ') ?? [];
            // An empty repository lists its capabilities under a name that no ref has.
            _listed = ServerRefs.OfLines(lines.Skip(1).Prepend(first[0]).Where(line => line.Length > 0 && !line.EndsWith(" capabilities^{}", StringComparison.Ordinal)), _capabilities);
        }

        if (_capabilities.Contains("object-format=sha256"))
            throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' names its objects by SHA-256, which this version cannot read.");
    }

    // The suffix is not part of a repository's identity, but plain servers ask for it.
    private async Task<HttpResponseMessage> FindAsync(CancellationToken cancellationToken)
    {
        var response = await AskAsync(cancellationToken).ConfigureAwait(false);
        if (ServerFailures.IsRefusal(response.StatusCode))
        {
            response.Dispose();
            _address = new Uri(_url.Value + ".git");
            response = await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        ServerFailures.Check(_url, response, await _terms.Tokens.IsForAsync(_address, _url, cancellationToken).ConfigureAwait(false));
        if (response.Content.Headers.ContentType?.MediaType is $"application/x-{Service}-advertisement")
            return response;
        response.Dispose();
        throw new InvalidRequestException($"'{Shown.Of(_url.Value)}' answers, but not as a git server does: give the address that 'git clone' takes.");
    }

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

    private async Task<HttpResponseMessage> PostAsync(PacketWriter message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_address.AbsoluteUri}/{Service}");
        request.Content = new ByteArrayContent(message.ToBytes()) { Headers = { ContentType = new MediaTypeHeaderValue($"application/x-{Service}-request") } };
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        ServerFailures.Check(_url, response, await _terms.Tokens.IsForAsync(_address, _url, cancellationToken).ConfigureAwait(false));
        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Git-Protocol", "version=2");
        request.Headers.Authorization = await _terms.Tokens.ForAsync(_address, _url, cancellationToken).ConfigureAwait(false);
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

    private async Task<PacketReader> PacketsAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _patience, _terms.Time);

    private static async Task<List<string>> ListingAsync(PacketReader packets, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var bytes = 0;
        while (await packets.ReadAsync(cancellationToken).ConfigureAwait(false) is { Kind: PacketKind.Content } packet)
        {
            if ((bytes += packet.Content.Length) > MaxListingBytes)
                throw new InvalidDataException($"its listing of refs has more than {MaxListingBytes >> 20} MiB");
            lines.Add(packet.Line is ['E', 'R', 'R', ' ', .. var said] ? throw new InvalidDataException($"it said '{Shown.Of(said)}'") : packet.Line);
        }

        return lines;
    }
}

using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>
/// A repository of a server, over git's smart HTTP: protocol 2, and 0 where a server does not know it. What it says and what it
/// makes of the answers; <see cref="SmartHttp"/> carries both.
/// </summary>
internal sealed class GitServer : IDisposable
{
    private const int MaxListingBytes = 64 << 20;

    private static readonly string[] Understood = ["side-band-64k", "ofs-delta", "no-progress", "shallow"];

    private readonly SmartHttp _http;
    private readonly RepositoryUrl _url;
    private string[] _capabilities = [];
    private List<ServerRef>? _listed;

    private GitServer(RepositoryUrl url, ServerTerms terms, TimeSpan patience) => (_url, _http) = (url, new SmartHttp(url, terms, patience));

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

    public void Dispose() => _http.Dispose();

    /// <summary>The refs whose full names begin in one of these ways.</summary>
    public Task<List<ServerRef>> ListAsync(IEnumerable<string> prefixes, CancellationToken cancellationToken) => ServerFailures.NamedAsync(_url, async () =>
    {
        if (!SpeaksVersion2)
            return _listed!;
        var message = new PacketWriter().Line("command=ls-refs").Delimiter().Line("peel").Line("symrefs");
        foreach (var prefix in prefixes)
            message.Line($"ref-prefix {prefix}");
        using var response = await _http.PostAsync(message.Flush(), cancellationToken).ConfigureAwait(false);
        return (await ListingAsync(await _http.PacketsAsync(response, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
            .ConvertAll(ServerRefs.OfLine);
    });

    /// <summary>Has the server send these commits with all that is in them, and nothing of their history.</summary>
    /// <returns>Whether it has them, and gives them by their hashes.</returns>
    public Task<bool> FetchAsync(IReadOnlyCollection<CommitId> commits, PackTransfer transfer, CancellationToken cancellationToken) =>
        ServerFailures.NamedAsync(_url, async () =>
        {
            using var response = await _http.PostAsync(SpeaksVersion2 ? Wants2(commits) : Wants0(commits), cancellationToken).ConfigureAwait(false);
            var packets = await _http.PacketsAsync(response, cancellationToken).ConfigureAwait(false);
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
        using var response = await _http.FindAsync(cancellationToken).ConfigureAwait(false);
        var packets = await _http.PacketsAsync(response, cancellationToken).ConfigureAwait(false);
        var lines = await ListingAsync(packets, cancellationToken).ConfigureAwait(false);
        if (lines is ["# service=" + SmartHttp.Service])
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

using System.Net;
using System.Net.Sockets;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>Finds the addresses of a host.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections on behalf of one repository, to addresses that <see cref="SourceAccess"/> allows. A name is resolved once for each
/// connection, and the very addresses that were checked are connected to: a name that answers differently the second time gains nothing.
/// </summary>
/// <remarks>
/// Behind a proxy of the environment the proxy resolves names, and what it reaches is its operator's business; addresses that are
/// written out are refused there too.
/// </remarks>
internal sealed class CheckedConnections(SourceAccess access, RepositoryUrl url, Resolve resolve)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A handler that follows no redirect, keeps no cookie, and knows no credentials.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var asked = context.InitialRequestMessage.RequestUri!;
        var end = context.DnsEndPoint;
        if (IsProxy(end, asked))
        {
            if (IPAddress.TryParse(asked.IdnHost, out var written) && !MayConnect(asked, written))
                throw Refused(asked);
            return await ConnectAsync(await resolve(end.Host, cancellationToken).ConfigureAwait(false), end.Port, cancellationToken).ConfigureAwait(false);
        }

        var found = IPAddress.TryParse(end.Host, out var literal) ? [literal] : await resolve(end.Host, cancellationToken).ConfigureAwait(false);
        var allowed = found.Where(address => MayConnect(asked, address)).ToArray();
        if (allowed.Length is 0 && found.Length > 0)
            throw Refused(asked);
        return await ConnectAsync(allowed, end.Port, cancellationToken).ConfigureAwait(false);
    }

    private bool MayConnect(Uri asked, IPAddress address) => PublicAddress.Is(address) || access.MayBePrivate(asked, url);

    private static bool IsProxy(DnsEndPoint end, Uri asked) =>
        !HttpClient.DefaultProxy.IsBypassed(asked) && HttpClient.DefaultProxy.GetProxy(asked) is { } proxy
        && proxy.IdnHost == end.Host && proxy.Port == end.Port;

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (e is not SocketException refused)
                    throw;
                last = refused;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static InvalidRequestException Refused(Uri asked) => new(
        $"'{Shown.Of(asked.IdnHost)}' is at an address of a private network or of the machine itself, which no review may reach: "
        + $"give a public server, or have the fleet's operator add {Shown.Of(SourceAccess.Origin(asked))} to {SourceAccess.Variable}.");
}

using System.Net.Sockets;
using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>
/// Makes connections that say something every 45 seconds. A call that waits for its function is silent for as long as that runs, and NAT
/// gateways and load balancers drop a flow that was silent for 350 seconds without telling either end.
/// </summary>
internal sealed class KeepAliveClientFactory : HttpClientFactory
{
    private const int FirstAfterSeconds = 45;
    private const int NextAfterSeconds = 15;
    private const int GiveUpAfter = 4;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10), ConnectCallback = ConnectAsync })
        {
            Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan,
        };

    public override string GetConfigUniqueString(IClientConfig clientConfig) => $"{nameof(KeepAliveClientFactory)} {clientConfig.Timeout}";

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, FirstAfterSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, NextAfterSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, GiveUpAfter);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

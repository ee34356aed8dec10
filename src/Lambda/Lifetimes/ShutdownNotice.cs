using System.Net.Http.Headers;
using System.Net.Mime;
using System.Runtime.InteropServices;
using System.Text;
using Amazon.Lambda.RuntimeSupport;

namespace CodeReview.Lambda.Lifetimes;

/// <summary>
/// Has Lambda send SIGTERM before it takes an environment away. Without an extension it kills at once; a registered internal one, even
/// of no events, is given half a second. A courtesy that may not come: what has to survive is in the journal before an answer is given.
/// </summary>
/// <remarks>An environment is initialized only when every extension has asked for its next event, so one call stays parked for ever.</remarks>
public sealed class ShutdownNotice : IDisposable
{
    private const string Api = "2020-01-01/extension/";
    private readonly CancellationTokenSource _requested = new();
    private readonly CancellationTokenSource _over = new();
    private readonly HttpClient _client;
    private readonly PosixSignalRegistration _signal;

    private ShutdownNotice(HttpClient client)
    {
        _client = client;
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            _requested.Cancel();
        });
    }

    /// <summary>Cancelled by SIGTERM: stop serving, let go of what is held, and end the process.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>The extension's wait, which ends only with the process, or with an error of the Extensions API.</summary>
    public Task Parked { get; private set; } = Task.CompletedTask;

    /// <summary>Registers the extension; called once, before the first event is asked for.</summary>
    /// <param name="endpoint">Host and port of Lambda's interfaces; <c>AWS_LAMBDA_RUNTIME_API</c> where null.</param>
    /// <exception cref="RuntimeApiException">Lambda does not take the registration.</exception>
    public static async Task<ShutdownNotice> RegisterAsync(string? endpoint = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan, PooledConnectionLifetime = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = new Uri($"http://{RuntimeVariables.Endpoint(endpoint)}/{Api}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var notice = new ShutdownNotice(client);
        using var content = new StringContent("""{"events":[]}""", Encoding.UTF8, new MediaTypeHeaderValue(MediaTypeNames.Application.Json));
        using var request = new HttpRequestMessage(HttpMethod.Post, "register") { Content = content };
        request.Headers.Add("Lambda-Extension-Name", "codereview-shutdown");
        using var response = await client.SendAsync(request).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new RuntimeApiException("extension/register", response.StatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
        notice.Parked = notice.ParkAsync(response.Headers.GetValues("Lambda-Extension-Identifier").First());
        return notice;
    }

    public void Dispose()
    {
        _over.Cancel();
        _signal.Dispose();
        _client.Dispose();
        _over.Dispose();
        _requested.Dispose();
    }

    private async Task ParkAsync(string identifier)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "event/next");
        request.Headers.Add("Lambda-Extension-Identifier", identifier);
        try
        {
            using var response = await _client.SendAsync(request, _over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The process ends.
        }
    }
}

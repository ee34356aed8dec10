using System.Net;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>The one place where what a server did becomes a sentence for the user.</summary>
internal static class ServerFailures
{
    public static async Task<T> NamedAsync<T>(RepositoryUrl url, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.GetBaseException() is ReviewException refused)
        {
            // What opens the connection refused it; the client only passed that on.
            throw refused;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            throw new EnvironmentException(
                $"The server of '{Shown.Of(url.Value)}' cannot be reached or read: {Shown.Of((e is HttpRequestException ? e.GetBaseException() : e).Message.TrimEnd('.'), 200)}. "
                + "Check the address and the network, then try again.", e);
        }
    }

    /// <summary>Whether the server says that there is nothing at the address for whoever asks.</summary>
    public static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    /// <param name="url">The repository.</param>
    /// <param name="response">What the server said; let go of where it is a failure.</param>
    /// <param name="withToken">Whether a token was shown.</param>
    public static void Check(RepositoryUrl url, HttpResponseMessage response, bool withToken)
    {
        if (response.StatusCode is HttpStatusCode.OK)
            return;
        response.Dispose();
        var (place, status) = (Shown.Of(url.Value), (int)response.StatusCode);
        if (!IsRefusal(response.StatusCode))
            throw new EnvironmentException($"The server of '{place}' answers with HTTP status {status}. Try again; if it stays, ask its operator.");
        throw new InvalidRequestException(withToken
            ? $"'{place}' is no repository that can be read with the token that is set, or by this fleet's role: HTTP status {status}. Check the address, and what the token or the role may read."
            : $"'{place}' is no repository that can be read without signing in: HTTP status {status}. Check the address; for a private repository set {GitTokens.Variable} and {GitTokens.HostVariable}, or clone it and give the clone's path.");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodeReview.Testing;

/// <summary>Serves the repositories below a folder on the loopback by git's own smart-HTTP program.</summary>
public sealed class GitHttpServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _root;

    public GitHttpServer(string root)
    {
        _root = root;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Address = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var start = new ProcessStartInfo("git", "http-backend") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["GIT_PROJECT_ROOT"] = _root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["PATH_INFO"] = context.Request.Url!.AbsolutePath;
        start.Environment["QUERY_STRING"] = context.Request.Url.Query.TrimStart('?');
        start.Environment["REQUEST_METHOD"] = context.Request.HttpMethod;
        start.Environment["CONTENT_TYPE"] = context.Request.ContentType ?? "";
        using var backend = Process.Start(start)!;
        await context.Request.InputStream.CopyToAsync(backend.StandardInput.BaseStream);
        backend.StandardInput.Close();
        var output = new MemoryStream();
        await backend.StandardOutput.BaseStream.CopyToAsync(output);
        var bytes = output.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n").Select(line => line.Split(": ", 2)))
        {
            if (header[0] is "Status")
                context.Response.StatusCode = int.Parse(header[1][..3], CultureInfo.InvariantCulture);
            else
                context.Response.Headers[header[0]] = header[1];
        }

        await context.Response.OutputStream.WriteAsync(bytes.AsMemory(end + 4));
        context.Response.Close();
    }
}

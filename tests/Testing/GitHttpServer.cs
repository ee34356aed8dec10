using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeReview.Testing;

/// <summary>Serves the repositories below a folder on the loopback by git's own smart-HTTP program.</summary>
public sealed class GitHttpServer : IDisposable
{
    private readonly WebApplication _app;
    private readonly string _root;

    public GitHttpServer(string root)
    {
        _root = root;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context =>
        {
            Requests++;
            Authorization = context.Request.Headers.Authorization;
            return Instead is null ? ServeAsync(context) : Instead(context);
        });
        _app.Start();
    }

    public string Address => _app.Urls.First();

    /// <summary>Answers as servers did before there was protocol 2: by the refs alone, each commit as its ref names it.</summary>
    public bool KnowsVersion2 { get; set; } = true;

    /// <summary>Answers in place of git; it may still have git answer by <see cref="ServeAsync"/>.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>How many requests have come.</summary>
    public int Requests { get; private set; }

    /// <summary>How many packs were asked for.</summary>
    public int Fetches { get; private set; }

    /// <summary>What the last request showed to be let in.</summary>
    public string? Authorization { get; private set; }

    public void Dispose() => ((IDisposable)_app).Dispose();

    public async Task ServeAsync(HttpContext context)
    {
        using var backend = Process.Start(Backend(context.Request))!;
        var asked = new MemoryStream();
        await context.Request.Body.CopyToAsync(asked);
        Fetches += Encoding.ASCII.GetString(asked.ToArray()).Contains("done\n", StringComparison.Ordinal) ? 1 : 0;
        await backend.StandardInput.BaseStream.WriteAsync(asked.ToArray());
        backend.StandardInput.Close();
        var output = backend.StandardOutput.BaseStream;
        while (LineOf(output) is { Length: > 0 } line)
        {
            var header = line.Split(": ", 2);
            if (header[0] is "Status")
                context.Response.StatusCode = int.Parse(header[1][..3], CultureInfo.InvariantCulture);
            else
                context.Response.Headers[header[0]] = header[1];
        }

        await output.CopyToAsync(context.Response.Body);
    }

    private ProcessStartInfo Backend(HttpRequest request)
    {
        var start = new ProcessStartInfo("git", "http-backend") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["GIT_PROJECT_ROOT"] = _root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["PATH_INFO"] = request.Path.Value;
        start.Environment["QUERY_STRING"] = request.QueryString.Value!.TrimStart('?');
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["CONTENT_TYPE"] = request.ContentType ?? "";
        start.Environment["GIT_PROTOCOL"] = KnowsVersion2 ? request.Headers["Git-Protocol"].ToString() : "";
        return start;
    }

    private static string LineOf(Stream output)
    {
        var line = new StringBuilder();
        for (var read = output.ReadByte(); read is not (-1 or '\n'); read = output.ReadByte())
            line.Append((char)read);
        return line.ToString().TrimEnd('\r');
    }
}

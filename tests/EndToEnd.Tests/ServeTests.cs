using System.Diagnostics;
using System.Net;
using System.Text.Json;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>The server over a workspace, asked by hand: what it gives, and to whom it gives nothing.</summary>
public sealed class ServeTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private ServedWorkspace? _served;

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    public async Task InitializeAsync()
    {
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 3);
        var (status, _, error) = await CodeReview.RunAsync("review", repository, "--id", "sample");
        Assert.True(status is 0, error);
        _served = await ServedWorkspace.StartAsync(CodeReview);
        _client.BaseAddress = new Uri(_served.Address);
    }

    public async Task DisposeAsync() => await _served!.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_answer_says_that_nothing_of_it_runs_elsewhere()
    {
        foreach (var path in (string[])["/", "/page.js", "/api/reviews/sample/events", "/reviews/sample/results/report.sarif", "/no/such/page"])
        {
            using var answer = await _client.GetAsync(path);

            Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8321")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_somebody_made_to_point_here_is_refused(string host) =>
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await SendAsync(HttpMethod.Get, "/api/reviews/sample/events", ("Host", host))).Status);

    [Fact]
    public async Task Pages_of_other_sites_get_nothing_and_nobody_can_change_anything()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Get, "/api/reviews/sample/events", ("Sec-Fetch-Site", "cross-site"))).Status);
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(method, "/reviews/sample/results/summary.json")).Status);
    }

    [Theory]
    [InlineData("/reviews/sample/results/..%2Frepo.json")]
    [InlineData("/reviews/sample/results/..%2F..%2F..%2F..%2Frepository%2FHEAD")]
    [InlineData("/reviews/..%2Fsample/results/summary.json")]
    [InlineData("/api/reviews/%2e%2e/events")]
    [InlineData("/api/reviews/nobody/events")]
    [InlineData("/api/reviews/sample/tasks/..%2F..%2Fsecurity.0001/events")]
    [InlineData("/api/reviews/sample/at/100000")]
    public async Task Nothing_outside_of_a_review_can_be_named(string path)
    {
        var (status, text) = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_state_that_the_review_ever_had_can_be_asked_for()
    {
        var events = Parse(await SendAsync(HttpMethod.Get, "/api/reviews/sample/events?from=2"));
        Assert.Equal(2, events.GetProperty("events")[0].GetProperty("number").GetInt32());
        var count = events.GetProperty("count").GetInt32();

        Assert.Equal("Cloning", Parse(await SendAsync(HttpMethod.Get, "/api/reviews/sample/at/1")).GetProperty("stage").GetString());
        Assert.Equal("Complete", Parse(await SendAsync(HttpMethod.Get, $"/api/reviews/sample/at/{count}")).GetProperty("stage").GetString());
        var snapshots = Parse(await SendAsync(HttpMethod.Get, "/api/reviews/sample/snapshots"));
        Assert.NotEmpty(snapshots.EnumerateArray());
        Assert.All(snapshots.EnumerateArray(), snapshot => Assert.Equal("as the journal gives it", snapshot.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_what_to_do()
    {
        var (status, _, error) = await CodeReview.RunAsync("serve", "--port", new Uri(_served!.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(64, status);
        Assert.Contains("--port", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bucket_of_a_fleet_is_shown_by_the_same_pages_and_only_read()
    {
        await using var bucket = new FakeBucket();
        await bucket.StartAsync();
        bucket.Export(CodeReview.Workspace.Root, "reviews-bucket");
        var remote = new CommandLine(_folder.Path) { NamesWorkspace = false, Variables = bucket.Variables };

        await using var served = await ServedWorkspace.StartAsync(remote, "--bucket", "reviews-bucket");

        foreach (var path in (string[])["/api/reviews/sample/events", "/api/reviews/sample/at/3", "/api/reviews/sample/snapshots", "/reviews/sample/results/report.html"])
        {
            var (status, text) = await SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, status);
            using var answer = await _client.GetAsync(new Uri($"{served.Address.TrimEnd('/')}{path}"));
            Assert.Equal(text, await answer.Content.ReadAsStringAsync());
        }

        Assert.All(bucket.Asked, asked => Assert.StartsWith("GET ", asked, StringComparison.Ordinal));
        Assert.DoesNotContain(bucket.Asked, asked => asked.Contains("/repo/", StringComparison.Ordinal));
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        // As it is: a client would tidy up what an attacker would not.
        using var request = new HttpRequestMessage(method, new Uri(_served!.Address.TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static JsonElement Parse((HttpStatusCode Status, string Text) answer)
    {
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return JsonDocument.Parse(answer.Text).RootElement;
    }
}

/// <summary>A <c>codereview serve</c> that runs.</summary>
public sealed class ServedWorkspace : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _said;

    private ServedWorkspace(Process process, string address) => (_process, Address, _said) = (process, address, process.StandardError.ReadToEndAsync());

    public string Address { get; }

    public static async Task<ServedWorkspace> StartAsync(CommandLine command, params string[] options)
    {
        var process = command.Start(["serve", "--port", "0", .. options]);
        if (await process.StandardOutput.ReadLineAsync() is { } address)
            return new ServedWorkspace(process, address);
        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        var said = await _said;
        Assert.False(said.Contains("A fault of this software", StringComparison.Ordinal), said);
    }
}

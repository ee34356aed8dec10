using System.Net;
using System.Text;
using System.Threading.Channels;
using CodeReview.Orchestrator.Sources;
using CodeReview.Orchestrator.Sources.Servers;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Orchestrator.Tests.Sources.Servers;

/// <summary>Servers that mean no good, or are not well, and names that lead to where nobody may go.</summary>
public sealed class GitServerTests : IDisposable
{
    private const string Token = "secret-value-of-a-token";

    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository;
    private readonly GitHttpServer _server;
    private readonly WatchedTime _time = new();
    private readonly string _commit;

    public GitServerTests()
    {
        _repository = new TestRepository(Path.Combine(_folder.Path, "origin.git"));
        _commit = _repository.Commit(("a.cs", "class A;"));
        _server = new GitHttpServer(_folder.Path);
    }

    private string Origin => $"{_server.Address}/origin";

    public void Dispose()
    {
        _server.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_name_that_leads_into_a_private_network_is_refused_before_it_is_connected_to(string address)
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync("https://innocent.example/owner/name", Fleet(), address));

        Assert.Contains("'innocent.example' is at an address of a private network", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1/owner/name")]
    [InlineData("https://[::1]/owner/name")]
    [InlineData("https://[::ffff:7f00:1]/owner/name")]
    [InlineData("https://2130706433/owner/name")]
    [InlineData("https://0x7f.1/owner/name")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    public async Task A_private_address_that_is_written_out_is_refused(string url) =>
        Assert.Contains("private network", (await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync(url, Fleet()))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_fleet_asks_no_server_by_plain_http_and_reads_no_folder()
    {
        var http = await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync(Origin, Fleet()));
        var folder = await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync($"file://{_repository.Folder}", Fleet()));

        Assert.Contains(SourceAccess.Variable, http.Message, StringComparison.Ordinal);
        Assert.Contains("reads none", folder.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task A_folder_that_the_operator_allows_is_read_and_no_other_however_it_is_written()
    {
        var pinned = await PinAsync($"file://{_repository.Folder}", Fleet($"file://{_folder.Path}"));
        await PinAsync($"file://{_repository.Folder}", Fleet("file:///"));

        Assert.Equal(_commit, pinned.Commit.Value);
        foreach (var outside in new[] { _folder.Path + "-beside", $"{_folder.Path}/../other", $"{_folder.Path}/%2e%2e/other", $"{_folder.Path}/a%2F..%2F..%2Fother" })
            Assert.Contains("reads none there", (await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync($"file://{outside}", Fleet($"file://{_folder.Path}")))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("git.corp.example")]
    [InlineData("https://user@git.corp.example")]
    [InlineData("https://git.corp.example/owner")]
    [InlineData("ssh://git.corp.example")]
    public void An_allowance_that_is_no_origin_is_told_when_the_fleet_starts(string allowed) =>
        Assert.Contains(SourceAccess.Variable, Assert.Throws<EnvironmentException>(() => Fleet(allowed)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_the_operator_allows_is_asked_and_only_that_origin()
    {
        using var other = new GitHttpServer(_folder.Path);

        var pinned = await PinAsync(Origin, Fleet(_server.Address));

        Assert.Equal(_commit, pinned.Commit.Value);
        await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync($"{other.Address}/origin", Fleet(_server.Address)));
        Assert.Equal(0, other.Requests);
    }

    [Fact]
    public async Task The_addresses_that_were_checked_are_the_ones_connected_to()
    {
        // Nobody but the test knows the name: a second look-up, by whoever connects, would find nothing.
        var named = _server.Address.Replace("127.0.0.1", "named.example", StringComparison.Ordinal);

        var pinned = await PinAsync($"{named}/origin", Fleet(named), resolved: "127.0.0.1");

        Assert.Equal(_commit, pinned.Commit.Value);
    }

    [Fact]
    public async Task A_redirect_to_where_the_repository_is_now_is_followed()
    {
        _server.Instead = context => context.Request.Path.StartsWithSegments("/old") ? Redirect(context, $"/origin.git{context.Request.Path.Value![4..]}{context.Request.QueryString}") : _server.ServeAsync(context);

        var checkedOut = await Source(SourceAccess.OfUser).CheckOutAsync(Url($"{_server.Address}/old"), new PinnedCommit(TextValue.Parse<CommitId>(_commit), "refs/heads/main"), new ReviewLayout(Path.Combine(_folder.Path, "review")), new ReviewOptions(), default);

        Assert.Equal(1, checkedOut.Manifest.Files);
    }

    [Theory]
    [InlineData("http://10.0.0.1/x/info/refs?service=git-upload-pack", "plain http")]
    [InlineData("https://10.0.0.1/x/info/refs?service=git-upload-pack", "private network")]
    [InlineData("https://localhost/x/info/refs?service=git-upload-pack", "private network")]
    [InlineData("https://user:pass@example.org/x/info/refs?service=git-upload-pack", "not to a repository")]
    [InlineData("file:///etc/passwd", "not to a repository")]
    [InlineData("https://example.org/elsewhere", "not to a repository")]
    [InlineData("/origin/info/refs?service=git-upload-pack", "without end")]
    public async Task A_redirect_is_held_to_the_same_rules(string location, string said)
    {
        _server.Instead = context => Redirect(context, location);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync(Origin, Fleet(_server.Address)));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass@", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_server_sends_a_user_on_to_is_not_what_he_named()
    {
        using var other = new GitHttpServer(_folder.Path);
        _server.Instead = context => Redirect(context, $"{other.Address}/origin/info/refs?service=git-upload-pack");

        await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync(Origin, SourceAccess.OfUser));

        Assert.Equal(0, other.Requests);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_given_up_after_the_patience()
    {
        var arrived = new TaskCompletionSource();
        _server.Instead = context => { arrived.TrySetResult(); return Forever(context); };

        var pinning = PinAsync(Origin, SourceAccess.OfUser);
        await arrived.Task;
        _time.Advance(new CloneLimits().Patience);

        Assert.Contains("silent for 60 seconds", (await Assert.ThrowsAsync<EnvironmentException>(() => pinning)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "silent for 60 seconds")]
    [InlineData(600, "not fetched within 600 seconds")]
    public async Task A_server_that_falls_silent_in_the_middle_of_a_pack_is_given_up_and_nothing_stays(int seconds, string said)
    {
        var arrived = new TaskCompletionSource();
        var options = new ReviewOptions(Limits: seconds is 60 ? new CloneLimits(MaxSeconds: CloneLimits.MostSeconds) : new CloneLimits(IdleSeconds: CloneLimits.MostSeconds));
        _server.Instead = async context =>
        {
            if (context.Request.Method is "GET")
            {
                await _server.ServeAsync(context);
                return;
            }

            await context.Response.WriteAsync("000dpackfile\n0009\u0001PACK0");
            await context.Response.Body.FlushAsync();
            arrived.TrySetResult();
            await Forever(context);
        };

        var fetching = RemoteCommit.FetchAsync(Url(Origin), new PinnedCommit(TextValue.Parse<CommitId>(_commit), "main"), options, Terms(SourceAccess.OfUser), Store, default);
        await arrived.Task;
        // Which of the last reads is under way cannot be known: each has a timer of its own, and time goes on for each.
        while (!fetching.IsCompleted)
        {
            await Task.WhenAny(fetching, _time.NextTimerAsync());
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Contains(said, (await Assert.ThrowsAsync<EnvironmentException>(() => fetching)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "objects")));
    }

    [Theory]
    [InlineData("000dpackfile\n", "no objects|pack|ended")]
    [InlineData("000dpackfile\n0009\u0001PACK0000", "not a whole pack")]
    [InlineData("000dpackfile\n001f\u0003disk of the server is full0000", "disk of the server is full")]
    [InlineData("000dpackfile\n001d\u0003abc", "middle of its answer")]
    [InlineData("<html>not git</html>", "something else than git's protocol")]
    [InlineData("0003", "impossible length")]
    [InlineData("0010ERR go away\n", "go away")]
    [InlineData("", "no objects")]
    public async Task An_answer_that_is_not_whole_is_told_by_what_is_wrong_with_it(string answer, string said)
    {
        _server.Instead = context => context.Request.Method is "GET" ? _server.ServeAsync(context) : context.Response.WriteAsync(answer);

        var failed = await Assert.ThrowsAsync<EnvironmentException>(() => FetchAsync());

        Assert.Contains(said.Split('|'), part => failed.Message.Contains(part, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "objects")));
    }

    [Fact]
    public async Task A_page_for_people_is_no_repository()
    {
        _server.Instead = context => context.Response.WriteAsync("<html>");

        Assert.Contains("not as a git server does", (await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync(Origin, SourceAccess.OfUser))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, typeof(InvalidRequestException))]
    [InlineData(404, typeof(InvalidRequestException))]
    [InlineData(429, typeof(EnvironmentException))]
    [InlineData(503, typeof(EnvironmentException))]
    public async Task A_status_says_whether_another_try_may_help(int status, Type kind)
    {
        _server.Instead = context => { context.Response.StatusCode = status; return Task.CompletedTask; };

        var failed = await Assert.ThrowsAsync(kind, () => PinAsync(Origin, SourceAccess.OfUser));

        Assert.Contains($"HTTP status {status}", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_shown_to_its_own_host_and_stands_in_no_message_and_no_file()
    {
        await PinAsync(Origin, SourceAccess.OfUser, tokens: Tokens("127.0.0.1"));
        var shown = _server.Authorization;
        await PinAsync(Origin, SourceAccess.OfUser, tokens: Tokens("github.com"));
        var elsewhere = _server.Authorization;
        _server.Instead = context => { context.Response.StatusCode = 403; return Task.CompletedTask; };
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => PinAsync(Origin, SourceAccess.OfUser, tokens: Tokens("127.0.0.1")));

        Assert.Equal($"oauth2:{Token}", Encoding.UTF8.GetString(Convert.FromBase64String(shown!["Basic ".Length..])));
        Assert.Null(elsewhere);
        Assert.Contains("with the token that is set", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_does_not_follow_a_redirect_to_another_host()
    {
        using var other = new GitHttpServer(_folder.Path);
        _server.Instead = context => Redirect(context, $"{other.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/origin/info/refs?service=git-upload-pack");
        var access = Fleet(_server.Address, other.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        await PinAsync(Origin, access, "127.0.0.1", Tokens("127.0.0.1"));

        Assert.NotNull(_server.Authorization);
        Assert.True(other.Requests > 0);
        Assert.Null(other.Authorization);
    }

    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly Channel<ITimer> _timers = Channel.CreateUnbounded<ITimer>();

        public Task<ITimer> NextTimerAsync() => _timers.Reader.ReadAsync().AsTask();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(timer);
            return timer;
        }
    }

    private static GitTokens Tokens(string host) => GitTokens.Of(name => name switch
    {
        GitTokens.Variable => Token,
        GitTokens.HostVariable => host,
        _ => null,
    });

    private static SourceAccess Fleet(params string[] allowed) => SourceAccess.OfFleet(_ => string.Join(',', allowed));

    private static Task Redirect(HttpContext context, string location)
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    private static async Task Forever(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static RepositoryUrl Url(string address) => TextValue.Parse<RepositoryUrl>(address);

    private ObjectStore Store => new(Path.Combine(_folder.Path, "objects"));

    private ServerTerms Terms(SourceAccess access, string? resolved = null, GitTokens? tokens = null) => new(
        access,
        tokens ?? GitTokens.None,
        (host, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(resolved ?? "127.0.0.1")]),
        _time);

    private RepositorySource Source(SourceAccess access) => new(Terms(access), Store);

    private Task<KeptObjects> FetchAsync() => RemoteCommit.FetchAsync(
        Url(Origin), new PinnedCommit(TextValue.Parse<CommitId>(_commit), "main"), new ReviewOptions(), Terms(SourceAccess.OfUser), Store, default);

    private Task<PinnedCommit> PinAsync(string url, SourceAccess access, string? resolved = null, GitTokens? tokens = null) =>
        new RepositorySource(Terms(access, resolved, tokens), Store).PinAsync(Url(url), null, null, default);
}

using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using CodeReview.Cli.Remote;
using CodeReview.Protocol.Reviews;
using Spectre.Console;

namespace CodeReview.Cli.Tests.Remote;

public sealed class RemoteReviewTests : IDisposable
{
    private const string NotThere = """{"status": "failed", "error": {"kind": "invalid_request", "message": "There is no review 'some' in this workspace."}}""";
    private readonly StringWriter _terminal = new();
    private readonly PassingTime _time = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_review_is_asked_for_once_and_then_asked_about_as_often_as_the_fleet_says()
    {
        using var lambda = new ScriptedLambda(
            ScriptedLambda.Answer(Some.Running(done: 1) with { RetryAfterSeconds = 7 }), ScriptedLambda.Answer(Some.Running(done: 3)), ScriptedLambda.Answer(Some.Running(done: 3)), ScriptedLambda.Answer(Some.Complete()));

        var answer = await WatchAsync(lambda);

        Assert.Equal(ReviewStatus.Complete, answer.Status);
        Assert.Equal(["resume", "status", "status", "status"], lambda.Messages.Select(Kind));
        Assert.Equal([7, 30, 30], _time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(
            ["some: the fleet has it, and goes on without this command too. Ctrl-C ends the watching only.", "some: reviewing: 1 of 4 tasks", "some: reviewing: 3 of 4 tasks"],
            Lines);
    }

    [Theory]
    [InlineData(ReviewStatus.Suspended)]
    [InlineData(ReviewStatus.Failed)]
    [InlineData(ReviewStatus.Cancelled)]
    public async Task What_the_fleet_does_not_go_on_with_is_answered(ReviewStatus status)
    {
        using var lambda = new ScriptedLambda(ScriptedLambda.Answer(Some.Running()), ScriptedLambda.Answer(Some.Running() with { Status = status }));

        Assert.Equal(status, (await WatchAsync(lambda)).Status);
    }

    [Fact]
    public async Task Who_was_told_that_another_process_has_it_asks_again()
    {
        using var lambda = new ScriptedLambda(
            ScriptedLambda.Answer(Some.Running() with { Status = ReviewStatus.ActiveElsewhere, RetryAfterSeconds = 15 }), ScriptedLambda.Answer(Some.Running()), ScriptedLambda.Answer(Some.Complete()));

        await WatchAsync(lambda);

        Assert.Equal(["resume", "resume", "status"], lambda.Messages.Select(Kind));
    }

    [Fact]
    public async Task Throttled_and_failing_it_asks_on_since_the_review_goes_on()
    {
        using var lambda = new ScriptedLambda(
            ScriptedLambda.Answer(Some.Running()), Throttled, ScriptedLambda.Answer("{\"errorMessage\": \"timed out\"}", "Unhandled"), ScriptedLambda.Answer(Some.Complete()));

        Assert.Equal(ReviewStatus.Complete, (await WatchAsync(lambda)).Status);
        Assert.Contains(Lines, line => line.Contains("asking again: Lambda runs no more of 'fleet'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_for_ever_is_given_up()
    {
        using var lambda = new ScriptedLambda([ScriptedLambda.Answer(Some.Running()), .. Enumerable.Repeat(Throttled, 8)]);

        var failure = await Assert.ThrowsAsync<FleetException>(() => WatchAsync(lambda));

        Assert.Equal(ErrorKind.Environment, failure.Kind);
        Assert.Equal(9, lambda.Messages.Count);
    }

    [Fact]
    public async Task A_request_that_is_throttled_was_not_begun_and_is_not_watched()
    {
        using var lambda = new ScriptedLambda(Throttled);

        await Assert.ThrowsAsync<FleetException>(() => WatchAsync(lambda));

        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task A_review_that_one_environment_does_not_see_yet_is_asked_about_again()
    {
        using var lambda = new ScriptedLambda(ScriptedLambda.Answer(Some.Running()), ScriptedLambda.Answer(NotThere), ScriptedLambda.Answer(Some.Complete()));

        Assert.Equal(ReviewStatus.Complete, (await WatchAsync(lambda)).Status);
    }

    [Fact]
    public async Task A_review_that_is_gone_is_told()
    {
        using var lambda = new ScriptedLambda([ScriptedLambda.Answer(Some.Running()), .. Enumerable.Repeat(ScriptedLambda.Answer(NotThere), 4)]);

        var failure = await Assert.ThrowsAsync<FleetException>(() => WatchAsync(lambda));

        Assert.Equal(ErrorKind.InvalidRequest, failure.Kind);
        Assert.Equal(120, _time.Waits.Sum(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Watching_that_is_ended_knows_what_was_said_last()
    {
        using var stop = new CancellationTokenSource();
        using var lambda = new ScriptedLambda(ScriptedLambda.Answer(Some.Running(done: 2)), () =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        var review = Review(lambda);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => review.UntilOverAsync(token => Fleet(lambda).ResumeAsync(Some.Id, token), stop.Token));

        Assert.Equal(2, review.Last?.Tasks?.Done);
    }

    private static Func<InvokeResponse> Throttled { get; } =
        ScriptedLambda.Failure(new TooManyRequestsException("Rate exceeded", null, ErrorType.Sender, "TooManyRequestsException", "1", HttpStatusCode.TooManyRequests));

    private string[] Lines => _terminal.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static string Kind(string message) => message.Contains("status", StringComparison.Ordinal) ? "status" : "resume";

    private static RemoteFleet Fleet(ScriptedLambda lambda) => new(lambda, "fleet");

    private Task<ReviewResponse> WatchAsync(ScriptedLambda lambda) =>
        Review(lambda).UntilOverAsync(token => Fleet(lambda).ResumeAsync(Some.Id, token), CancellationToken.None);

    private RemoteReview Review(ScriptedLambda lambda) =>
        new(Fleet(lambda), _time, new RemoteProgress(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_terminal) }), Some.Id));
}

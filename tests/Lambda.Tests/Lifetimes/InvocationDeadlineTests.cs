using Amazon.Lambda.RuntimeSupport;
using CodeReview.Lambda.Lifetimes;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Lambda.Tests.Lifetimes;

public sealed class InvocationDeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Work_is_cancelled_a_margin_before_the_deadline()
    {
        using var end = ContextOf(TimeSpan.FromSeconds(60)).CancelBeforeDeadline(TimeSpan.FromSeconds(10), _time);

        _time.Advance(TimeSpan.FromSeconds(49));
        Assert.False(end.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(end.IsCancellationRequested);
    }

    [Fact]
    public void Where_less_than_the_margin_is_left_nothing_is_begun()
    {
        using var end = ContextOf(TimeSpan.FromSeconds(5)).CancelBeforeDeadline(TimeSpan.FromSeconds(10), _time);

        Assert.True(end.IsCancellationRequested);
    }

    private LambdaContext ContextOf(TimeSpan left) => new(_time, new LambdaConsoleLogger())
    {
        AwsRequestId = "r", Deadline = _time.GetUtcNow() + left, InvokedFunctionArn = "", TraceId = "",
    };
}

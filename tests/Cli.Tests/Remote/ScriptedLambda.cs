using System.Text;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Tests.Remote;

/// <summary>Lambda, answering from a script.</summary>
internal sealed class ScriptedLambda(params Func<InvokeResponse>[] script) : IAmazonLambda
{
    private readonly Queue<Func<InvokeResponse>> _script = new(script);

    /// <summary>What the function was called with, in order.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The names that were called.</summary>
    public HashSet<string?> Functions { get; } = [];

    public static Func<InvokeResponse> Answer(ReviewResponse answer) => Answer(JsonSerializer.Serialize(answer, ProtocolJson.Line.ReviewResponse));

    public static Func<InvokeResponse> Answer(string payload, string? functionError = null) =>
        () => new InvokeResponse { StatusCode = 200, FunctionError = functionError, Payload = new MemoryStream(Encoding.UTF8.GetBytes(payload)) };

    public static Func<InvokeResponse> Failure(Exception failure) => () => throw failure;

    public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default)
    {
        Functions.Add(request.FunctionName);
        Messages.Add(request.Payload!);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_script.Dequeue()());
    }

    public void Dispose()
    {
    }
}

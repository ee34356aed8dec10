using System.Diagnostics;

namespace CodeReview.Protocol.Workspace;

/// <summary>
/// Tells who listens to <see cref="SourceName"/> of each operation on a file of the workspace: which, on what path, how long it took,
/// how many bytes, and whether it succeeded. Where nobody listens it is a null check.
/// </summary>
public readonly ref struct FileOperation
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "CodeReview.Files";

    private static readonly ActivitySource Source = new(SourceName);
    private readonly Activity? _activity;

    private FileOperation(Activity? activity) => _activity = activity;

    /// <summary>Begins an operation, which has failed unless <see cref="Done"/> is called before it is disposed.</summary>
    internal static FileOperation Begin(string operation, string path) => new(Source.StartActivity(operation)?.SetTag("path", path).SetStatus(ActivityStatusCode.Error));

    /// <summary>The operation succeeded.</summary>
    /// <param name="bytes">How much was read or written.</param>
    /// <param name="outcome">What there is to say but that: <c>missing</c>, <c>taken</c>.</param>
    internal void Done(long bytes = 0, string? outcome = null) => _activity?.SetTag("bytes", bytes).SetTag("outcome", outcome).SetStatus(ActivityStatusCode.Ok);

    /// <summary>Ends the operation.</summary>
    public void Dispose() => _activity?.Dispose();
}

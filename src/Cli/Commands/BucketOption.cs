using System.CommandLine;
using Amazon.S3;
using CodeReview.Cli.Local;
using CodeReview.Cli.Remote;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Commands;

/// <summary>For commands that read reviews, wherever these are: in a folder of this machine, or in the bucket of a fleet.</summary>
internal sealed class BucketOption
{
    /// <summary>The bucket.</summary>
    public Option<string?> Bucket { get; } = new(RemoteCommands.Bucket.Name)
    {
        Description = "Read the bucket of a fleet, as 'terraform output -raw bucket' names it, in place of a folder.", HelpName = "NAME",
    };

    /// <summary>Opens what was named.</summary>
    /// <exception cref="InvalidRequestException">A folder and a bucket were named.</exception>
    public OpenWorkspace Open(ParseResult parsed, bool journalsOnly)
    {
        if (parsed.GetValue(Bucket) is not { } name)
            return OpenWorkspace.OfFolder(LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace)));
        if (parsed.GetResult(CommandOptions.Workspace) is { Implicit: false })
            throw new InvalidRequestException($"{CommandOptions.Workspace.Name} is a folder of this machine, and {Bucket.Name} the bucket of a fleet: leave one of them out.");
        var client = RemoteCommands.Client(() => new AmazonS3Client());
        // Readable by this user alone, as the bucket is by those whom it lets in.
        var folder = Directory.CreateTempSubdirectory("codereview-bucket-");
        var copy = new WorkspaceLayout(folder.FullName);
        return new OpenWorkspace(copy, $"s3://{name}", new BucketCopy(new ReviewBucket(client, name), copy, journalsOnly), () =>
        {
            client.Dispose();
            folder.Delete(recursive: true);
        });
    }
}

/// <summary>A workspace that is read. What stands for a bucket goes with the command.</summary>
/// <param name="Workspace">The folder.</param>
/// <param name="Place">Where that is, for people.</param>
/// <param name="Copy">What keeps the folder as the bucket is; null where it is a folder of the user's.</param>
/// <param name="Close">What is to be done at the end.</param>
internal sealed record OpenWorkspace(WorkspaceLayout Workspace, string Place, BucketCopy? Copy, Action Close) : IDisposable
{
    /// <summary>A folder of the user's.</summary>
    public static OpenWorkspace OfFolder(WorkspaceLayout workspace) => new(workspace, workspace.Root, null, () => { });

    /// <summary>Brings it to what there is now. A folder always is.</summary>
    public Task RefreshAsync(CancellationToken cancelled) => Copy?.RefreshAsync(cancelled) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => Close();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Protocol.Tests.Workspace;

public sealed class FileOperationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<Activity> _seen = new();
    private readonly ActivityListener _listener;

    public FileOperationTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is FileOperation.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _seen.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Who_listens_is_told_of_each_operation_its_bytes_and_its_outcome()
    {
        var path = Path.Combine(_folder.Path, "segment");
        using (var file = LogFiles.Instance.CreateNew(path)!)
        {
            file.Append([1, 2, 3]);
            file.Sync();
        }

        LogFiles.Instance.CreateNew(path);
        LogFiles.Instance.Read(path);
        LogFiles.Instance.Publish(path, [1]);
        LogFiles.Instance.Delete(path);
        LogFiles.Instance.Read(path);

        Assert.Equal(
            ["create 0 Ok", "append 3 Ok", "sync 0 Ok", "create 0 Ok taken", "read 3 Ok", "publish 1 Ok", "delete 0 Ok", "read 0 Ok missing"],
            Seen(path));
    }

    [Fact]
    public void An_operation_that_throws_has_failed()
    {
        var notAFolder = Path.Combine(_folder.Path, "file");
        File.WriteAllText(notAFolder, "");
        var path = Path.Combine(notAFolder, "below");

        Assert.ThrowsAny<IOException>(() => WorkspaceFile.Write(path, [1]));

        Assert.Equal(["publish  Error"], Seen(path));
    }

    // Other tests' operations come by too: listeners are the process's.
    private IEnumerable<string> Seen(string path) => _seen.Where(activity => activity.GetTagItem("path") is string of && of == path)
        .Select(activity => string.Create(CultureInfo.InvariantCulture, $"{activity.OperationName} {activity.GetTagItem("bytes")} {activity.Status} {activity.GetTagItem("outcome")}").TrimEnd());
}

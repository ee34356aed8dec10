using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;
using CodeReview.Testing.Simulation;

namespace CodeReview.Orchestrator.Tests.Journaling;

public sealed class GrainLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Closing_waits_for_a_snapshot_that_is_being_saved()
    {
        var files = new WatchedFiles();
        var log = Open(files);
        var closing = new Thread(log.Close);
        files.BeforeSnapshot = () =>
        {
            closing.Start();
            // Either it has come to an end, which is the fault, or it stands and waits for this save.
            SpinWait.SpinUntil(() => !closing.IsAlive || closing.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            Assert.True(closing.IsAlive, "The log was closed while a snapshot was being saved.");
        };

        log.SaveSnapshot(1, "some.1", "{}"u8.ToArray());

        closing.Join();
        Assert.Single(log.Snapshots.List());
    }

    [Fact]
    public void A_snapshot_that_comes_after_the_close_is_not_written()
    {
        var log = Open(new WatchedFiles());
        log.Close();

        Assert.Throws<IOException>(() => log.SaveSnapshot(1, "some.1", "{}"u8.ToArray()));

        Assert.Empty(log.Snapshots.List());
    }

    private GrainLog Open(ILogFiles files) =>
        new GrainLogs(new WorkspaceLayout(_folder.Path), files, TimeProvider.System).Open(GrainLogs.PersistenceIdOf(Some.Id));

    private sealed class WatchedFiles() : FilesDecorator(LogFiles.Instance)
    {
        public Action BeforeSnapshot { get; set; } = () => { };

        public override void Publish(string path, ReadOnlySpan<byte> content)
        {
            if (Path.GetFileName(Path.GetDirectoryName(path)) is "snapshots")
                BeforeSnapshot();
            base.Publish(path, content);
        }
    }
}

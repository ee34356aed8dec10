using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Protocol.Tests.Workspace;

public sealed class MountCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private WorkspaceLayout Workspace => new(Path.Combine(_folder.Path, "workspace"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_workspace_that_works_is_written_read_renamed_and_left_as_it_was()
    {
        Directory.CreateDirectory(Workspace.Root);

        var steps = await MountCheck.OfOwnerAsync(Workspace, TimeProvider.System);
        await MountCheck.OfAgentAsync(Workspace, TimeProvider.System);

        Assert.Equal(["write", "read", "rename", "remove"], steps.Select(step => step.Name));
        Assert.Equal([Workspace.Checks], Directory.EnumerateFileSystemEntries(Workspace.Root));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Workspace.Checks));
    }

    [Fact]
    public async Task A_missing_mount_is_told_from_one_that_the_orchestrator_has_not_made_ready()
    {
        Assert.Contains("nothing is mounted there", await ProblemAsync(MountCheck.OfOwnerAsync), StringComparison.Ordinal);
        Assert.Contains("nothing is mounted there", await ProblemAsync(MountCheck.OfAgentAsync), StringComparison.Ordinal);

        Directory.CreateDirectory(Workspace.Root);
        Assert.Contains("has not made this workspace ready", await ProblemAsync(MountCheck.OfAgentAsync), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "mounted read-only: give the function's role s3files:ClientWrite")]
    [InlineData(116, "the handle is stale")]
    [InlineData(28, "no space is left")]
    [InlineData(5, "mount target is available")]
    public void What_the_system_says_is_told_with_what_to_look_at(int errno, string said) =>
        Assert.Contains(said, MountCheck.CauseOf(new IOException("the system's words", errno)), StringComparison.Ordinal);

    [Fact]
    public void A_refused_write_points_at_the_access_point() =>
        Assert.Contains("posix_user", MountCheck.CauseOf(new UnauthorizedAccessException("Access to the path is denied.")), StringComparison.Ordinal);

    private async Task<string> ProblemAsync(Func<WorkspaceLayout, TimeProvider, Task> check) =>
        (await Assert.ThrowsAsync<MountException>(() => check(Workspace, TimeProvider.System))).Message;
}

using CodeReview.Testing;

namespace CodeReview.Protocol.Tests.Workspace;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // .NET's locks are advisory on Unix: taken by its own openings only, and seen by nobody else. On Windows they are the system's.
    [Fact]
    public void Opening_a_file_takes_no_lock_that_would_cost_a_round_trip_on_a_mount()
    {
        var path = Path.Combine(_folder.Path, "file");
        using var first = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var second = Record.Exception(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose());

        Assert.Equal(OperatingSystem.IsWindows(), second is not null);
    }
}

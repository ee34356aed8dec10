using System.Globalization;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Workspace;

/// <summary>
/// The test of a mount that every deployer wants: writes a file, reads it back, renames it and removes it, in a folder of its own, before
/// anything depends on it. What goes wrong is told with its likely cause.
/// </summary>
/// <remarks>
/// The orchestrator owns the workspace and checks it at its root; there it makes the folder in which the agents, who may write nothing but
/// tasks and their progress, do the same.
/// </remarks>
public static class MountCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Checks the workspace as its owner.</summary>
    /// <returns>What each step took.</returns>
    /// <exception cref="MountException">A step failed.</exception>
    public static Task<IReadOnlyList<MountStep>> OfOwnerAsync(WorkspaceLayout workspace, TimeProvider time) => InTimeAsync(workspace, time, () =>
    {
        RequireRoot(workspace.Root);
        AgentFolder.Make(workspace.Checks);
        return workspace.Root;
    });

    /// <summary>Checks the workspace as an agent.</summary>
    /// <returns>What each step took.</returns>
    /// <exception cref="MountException">A step failed.</exception>
    public static Task<IReadOnlyList<MountStep>> OfAgentAsync(WorkspaceLayout workspace, TimeProvider time) => InTimeAsync(workspace, time, () =>
    {
        RequireRoot(workspace.Root);
        return Directory.Exists(workspace.Checks) ? workspace.Checks
            : throw new MountException(workspace.Root, "the orchestrator has not made this workspace ready: invoke it once, with {\"command\":\"check\"} or with a review");
    });

    // A mount whose server does not answer hangs in the kernel, where nothing can be cancelled: the thread is left to it.
    private static async Task<IReadOnlyList<MountStep>> InTimeAsync(WorkspaceLayout workspace, TimeProvider time, Func<string> prepare)
    {
        var steps = new List<MountStep>();
        var working = Task.Factory.StartNew(() => Work(workspace.Root, prepare, time, steps), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await working.WaitAsync(Patience, time).ConfigureAwait(false);
            return steps;
        }
        catch (TimeoutException e)
        {
            throw new MountException(
                workspace.Root,
                string.Create(CultureInfo.InvariantCulture, $"it did not answer in {Patience.TotalSeconds} s. Look whether the mount target's security group lets the function's in at port 2049 (NFS), and whether there is a mount target in each zone of the function"),
                e);
        }
    }

    private static void Work(string root, Func<string> prepare, TimeProvider time, List<MountStep> steps)
    {
        var name = "prepare";
        try
        {
            var folder = Path.Combine(prepare(), $".check-{Guid.NewGuid():n}");
            var (written, renamed) = (Path.Combine(folder, "written"), Path.Combine(folder, "renamed"));
            var content = Guid.NewGuid().ToByteArray();
            Step("write", () => WorkspaceFile.Write(written, content));
            Step("read", () => RequireSame(root, content, File.ReadAllBytes(written)));
            Step("rename", () => File.Move(written, renamed, overwrite: true));
            Step("remove", () =>
            {
                RequireSame(root, content, File.ReadAllBytes(renamed));
                Directory.Delete(folder, recursive: true);
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MountException(root, $"step '{name}' failed: {CauseOf(e)}", e);
        }

        void Step(string step, Action action)
        {
            name = step;
            var start = time.GetTimestamp();
            action();
            steps.Add(new MountStep(step, time.GetElapsedTime(start).TotalMilliseconds));
        }
    }

    private static void RequireRoot(string root)
    {
        // Exists says no of what may not be looked at, too.
        if (!Directory.Exists(root) && Directory.Exists(Path.GetDirectoryName(root)))
            throw new MountException(root, "nothing is mounted there. Give the function a file_system_config whose local_mount_path is this path, or set the variable to the path that it has");
    }

    private static void RequireSame(string root, byte[] written, byte[] read)
    {
        if (!written.AsSpan().SequenceEqual(read))
            throw new MountException(root, "what was read is not what was written. Something else writes there, or it is no file system that can be trusted with a journal");
    }

    /// <summary>What an error of a file operation means on a mount, in words for whoever deploys: the cause, and what to look at.</summary>
    public static string CauseOf(Exception e) => e switch
    {
        UnauthorizedAccessException => $"permission denied. The access point's POSIX user may not write here: look at its posix_user, at the owner and the permissions of its root_directory, and whether the function's role has s3files:ClientWrite. ({e.Message})",
        IOException { HResult: 30 } => "the file system is mounted read-only: give the function's role s3files:ClientWrite",
        IOException { HResult: 116 } => "the handle is stale: the file system or its mount target was made anew. A new environment mounts it anew: publish a new version of the function, or wait until this one is gone",
        IOException { HResult: 28 or 122 } => "no space is left, or a quota is reached",
        DirectoryNotFoundException => $"a folder is missing. ({e.Message})",
        _ => $"{e.Message} Look whether the mount target is available and its security group lets the function's in at port 2049 (NFS)",
    };
}

/// <summary>A step of a check.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record MountStep(string Name, double Milliseconds);

/// <summary>The workspace cannot be worked with. The message names the likely cause.</summary>
/// <param name="root">Where it is to be.</param>
/// <param name="problem">What is wrong, and what to look at.</param>
/// <param name="inner">What was thrown.</param>
public sealed class MountException(string root, string problem, Exception? inner = null)
    : ReviewException($"The workspace '{root}' does not work: {problem}.", inner)
{
    /// <inheritdoc/>
    public override ErrorKind Kind => ErrorKind.Environment;
}

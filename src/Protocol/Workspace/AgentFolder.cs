namespace CodeReview.Protocol.Workspace;

/// <summary>
/// A folder in which agents write. On a mount they are another POSIX user than the orchestrator, in the same group: what the orchestrator
/// makes they can read, and they can write only where the group may.
/// </summary>
public static class AgentFolder
{
    /// <summary>Makes the folder where it is missing, and lets the group write there. Called by the owner of the workspace.</summary>
    public static void Make(string path)
    {
        Directory.CreateDirectory(path);
        if (OperatingSystem.IsWindows())
            return;
        // The mask of the process takes the group's right away from what is created, so it is given afterwards.
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        if (File.GetUnixFileMode(path) != Mode)
            File.SetUnixFileMode(path, Mode);
    }
}

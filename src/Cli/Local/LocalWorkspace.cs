using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Local;

/// <summary>The workspace that a command means, checked before anything is begun in it.</summary>
internal static class LocalWorkspace
{
    private const string Variable = FunctionEnvironment.WorkspaceVariable;

    /// <summary>The folder that was named; else that of the environment variable; else one in the user's own folder.</summary>
    public static WorkspaceLayout Open(string? named)
    {
        var folder = named ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
            folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".codereview");
        return new WorkspaceLayout(Path.GetFullPath(folder));
    }

    /// <summary>Makes the folder and writes a file in it, so that trouble is met before a review is.</summary>
    /// <exception cref="InvalidRequestException">There is no such folder, and it cannot be made.</exception>
    /// <exception cref="EnvironmentException">It is there, and nothing can be written in it.</exception>
    public static WorkspaceLayout OpenForWriting(string? named)
    {
        var workspace = Open(named);
        var probe = Path.Combine(workspace.Root, $".probe-{Guid.NewGuid():n}");
        try
        {
            Directory.CreateDirectory(workspace.Reviews);
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            return workspace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = $"The workspace '{workspace.Root}' cannot be written: {Shown.Sentence(e.Message)} Check free space and permissions, or name another folder with --workspace or {Variable}.";
            // A folder that is there, and takes nothing now, may take it later: the same command is right then.
            throw Directory.Exists(workspace.Root) ? new EnvironmentException(problem, e) : new InvalidRequestException(problem, e);
        }
    }
}

using System.Runtime.InteropServices;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Sets libgit2 up, once per process: no configuration but the repository's own, and no more memory for an object than the machine can spare.</summary>
internal static class GitLibrary
{
    /// <summary>The native library under the name that LibGit2Sharp's package gives it.</summary>
    public const string Native = "git2-5853918";

    public const DllImportSearchPath NativeFolders = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories;

    private static readonly Lazy<bool> Prepared = new(SetUp);

    public static void Prepare() => _ = Prepared.Value;

    private static bool SetUp()
    {
        LibraryMemory.Bound();
        // A user's url.insteadOf or proxy would change what is fetched; a folder that is not there holds no configuration.
        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-git-configuration");
        foreach (var level in new[] { ConfigurationLevel.Global, ConfigurationLevel.Xdg, ConfigurationLevel.System, ConfigurationLevel.ProgramData })
            GlobalSettings.SetConfigSearchPaths(level, nowhere);
        // The check guards against a foreign repository's hooks and filters, and none is ever run here.
        GlobalSettings.SetOwnerValidation(false);
        return true;
    }
}

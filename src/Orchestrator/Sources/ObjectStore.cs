using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CodeReview.Orchestrator.Leasing;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources;

/// <summary>A bare repository that nobody removes until it is let go of.</summary>
/// <param name="folder">The repository.</param>
internal sealed class KeptObjects(string folder) : IDisposable
{
    public string Folder => folder;

    public void Dispose() => ObjectStore.LetGo(folder);

    /// <summary>Removes it: it cannot be read, so whoever needs it next fetches it anew.</summary>
    public void Discard() => ObjectStore.Delete(folder);
}

/// <summary>
/// Fetched objects in local temporary storage, one folder for the commits of one fetch. A function that is still warm, or the next
/// attempt of a review that was killed, finds them there. A folder stands under its name only when all is in it: it is filled under
/// another one, which tells whose it is, and then renamed. What a killed process has left is removed, and so is what was not used for
/// longest, where space is needed.
/// </summary>
/// <remarks>Nothing here is trusted: the library checks each object that it reads against the hash by which the commit names it.</remarks>
internal sealed class ObjectStore(string root)
{
    private const string Unfinished = ".part-";
    private const long MaxKeptBytes = 1L << 30;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly ConcurrentDictionary<string, int> InUse = new(StringComparer.Ordinal);

    /// <summary>The store of this user on this machine.</summary>
    public static ObjectStore OfThisMachine { get; } = new(Path.Combine(Path.GetTempPath(), $"codereview-objects-{Environment.UserName}"));

    public KeptObjects? Find(RepositoryUrl url, IEnumerable<CommitId> commits)
    {
        var folder = FolderOf(url, commits);
        // Held before it is looked for, so that it is not removed in between.
        var kept = Hold(folder);
        try
        {
            Directory.SetLastWriteTimeUtc(folder, TimeProvider.System.GetUtcNow().UtcDateTime);
            return kept;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            kept.Dispose();
            return null;
        }
    }

    /// <param name="url">Where the commits come from.</param>
    /// <param name="commits">Which.</param>
    /// <param name="fillAsync">Puts their objects into a new folder.</param>
    public async Task<KeptObjects> AddAsync(RepositoryUrl url, IEnumerable<CommitId> commits, Func<string, Task> fillAsync)
    {
        CreateRoot();
        RemoveLeftovers();
        RemoveOldest();
        var owner = LeaseOwner.Here;
        var part = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Unfinished}{owner.ProcessId}-{owner.StartedAt}-{Guid.NewGuid():n}"));
        try
        {
            await fillAsync(part).ConfigureAwait(false);
            return Publish(part, FolderOf(url, commits));
        }
        finally
        {
            Delete(part);
        }
    }

    public static void LetGo(string folder) => InUse.AddOrUpdate(folder, 0, (_, count) => count - 1);

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static KeptObjects Hold(string folder)
    {
        InUse.AddOrUpdate(folder, 1, (_, count) => count + 1);
        return new KeptObjects(folder);
    }

    private static KeptObjects Publish(string part, string folder)
    {
        var kept = Hold(folder);
        try
        {
            Directory.Move(part, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another fetch of the same commits was faster, and its objects are the same.
        }
        catch
        {
            kept.Dispose();
            throw;
        }

        return kept;
    }

    // Other users of the machine may neither read what a token has opened nor put anything here.
    private void CreateRoot()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
            return;
        }

        Directory.CreateDirectory(root, OwnerOnly);
        if (new DirectoryInfo(root).LinkTarget is not null || (File.GetUnixFileMode(root) & ~OwnerOnly) is not UnixFileMode.None)
            throw new IOException($"'{root}' is a link, or is open to others: remove it, or set TMPDIR to a folder of your own.");
    }

    private void RemoveLeftovers()
    {
        foreach (var part in Directory.EnumerateDirectories(root, $"{Unfinished}*"))
        {
            var names = Path.GetFileName(part)[Unfinished.Length..].Split('-');
            var isOwned = int.TryParse(names[0], CultureInfo.InvariantCulture, out var process) & long.TryParse(names.ElementAtOrDefault(1), CultureInfo.InvariantCulture, out var startedAt);
            if (!isOwned || new LeaseOwner(LeaseOwner.Here.Machine, process, startedAt).IsKnownDead())
                Delete(part);
        }
    }

    private void RemoveOldest()
    {
        var kept = new DirectoryInfo(root).EnumerateDirectories().Where(folder => !folder.Name.StartsWith(Unfinished, StringComparison.Ordinal))
            .OrderByDescending(folder => folder.LastWriteTimeUtc)
            .Select(folder => (folder.FullName, Bytes: folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)))
            .ToList();
        var all = kept.Sum(folder => folder.Bytes);
        // A small temporary storage is shared with what is about to be fetched.
        var room = Math.Min(MaxKeptBytes, (new DriveInfo(root).AvailableFreeSpace + all) / 3);
        foreach (var (folder, bytes) in Enumerable.Reverse(kept).TakeWhile(_ => all > room).ToList())
        {
            if (InUse.GetValueOrDefault(folder) > 0)
                continue;
            Delete(folder);
            all -= bytes;
        }
    }

    private string FolderOf(RepositoryUrl url, IEnumerable<CommitId> commits) => Path.Combine(
        root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{url}\n{string.Join('\n', commits)}")))[..32]);
}

using System.Runtime.InteropServices;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>
/// Turns the bytes of a pack, as they come, into a pack file with its index, so that its objects can be read. The library checks each
/// object against its hash. No function of this process is called back from it.
/// </summary>
internal sealed class PackIndex : IDisposable
{
    private nint _indexer;
    private Progress _progress;

    /// <param name="repository">A bare repository, to which the objects are added.</param>
    public PackIndex(string repository) =>
        Check(NewIndexer(out _indexer, Path.Combine(repository, "objects", "pack"), mode: 0, objects: 0, options: 0));

    public void Append(ReadOnlySpan<byte> bytes) => Check(AppendTo(_indexer, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, ref _progress));

    /// <summary>Resolves what is stored as a difference, and puts pack and index in place.</summary>
    public void Commit() => Check(CommitTo(_indexer, ref _progress));

    public void Dispose()
    {
        FreeIndexer(_indexer);
        _indexer = 0;
    }

    private static void Check(int result)
    {
        if (result >= 0)
            return;
        var error = LastError();
        throw new LibGit2SharpException((error is 0 ? null : Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error))) ?? $"libgit2 failed with {result}");
    }

    [DllImport(GitLibrary.Native, EntryPoint = "git_indexer_new")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int NewIndexer(out nint indexer, [MarshalAs(UnmanagedType.LPUTF8Str)] string folder, uint mode, nint objects, nint options);

    [DllImport(GitLibrary.Native, EntryPoint = "git_indexer_append")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int AppendTo(nint indexer, in byte bytes, nuint count, ref Progress progress);

    [DllImport(GitLibrary.Native, EntryPoint = "git_indexer_commit")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int CommitTo(nint indexer, ref Progress progress);

    [DllImport(GitLibrary.Native, EntryPoint = "git_indexer_free")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern void FreeIndexer(nint indexer);

    [DllImport(GitLibrary.Native, EntryPoint = "git_error_last")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern nint LastError();

    // The library counts in it from call to call and needs it kept; nothing of it is read here. Larger than the library's own.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Progress
    {
        public uint Objects;
    }
}

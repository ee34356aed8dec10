using System.Runtime.InteropServices;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Fetches one ref or commit without its history. LibGit2Sharp hands <see cref="FetchOptions.Depth"/> on only when it clones, which
/// takes every branch; its fetch takes the one ref with all history. So the library below it is asked directly.
/// </summary>
/// <remarks>The structures are those of libgit2 1.8 in 64 bits; <see cref="Defaults"/> refuses a library that lays them out otherwise.</remarks>
internal static class ShallowFetch
{
    private const int Version1 = 1;
    private const int ProxyOfTheEnvironment = 1;
    private const int NoTags = 2;
    private const int RedirectFirstRequestOnly = 2;
    private const int StoppedByCallback = -7;

    /// <summary>Whether to go on; called often. What it throws would cross native frames and end the process.</summary>
    public delegate bool Progress(uint objects, ulong bytes);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TransferProgress(in Transferred transferred, nint payload);

    /// <exception cref="UserCancelledException">The progress said to stop.</exception>
    /// <exception cref="LibGit2SharpException">The library failed, in its own words.</exception>
    public static void Fetch(string folder, string address, string refspec, Progress progress)
    {
        TransferProgress callback = (in Transferred transferred, nint _) => progress(transferred.TotalObjects, transferred.ReceivedBytes) ? 0 : StoppedByCallback;
        var options = Defaults();
        options.Callbacks.TransferProgress = Marshal.GetFunctionPointerForDelegate(callback);
        (options.DownloadTags, options.Proxy.Type, options.Depth, options.FollowRedirects) = (NoTags, ProxyOfTheEnvironment, 1, RedirectFirstRequestOnly);
        nint repository = 0, remote = 0, text = 0, array = 0;
        try
        {
            Check(OpenRepository(out repository, folder));
            Check(CreateRemote(out remote, repository, address));
            text = Marshal.StringToCoTaskMemUTF8(refspec);
            array = Marshal.AllocCoTaskMem(nint.Size);
            Marshal.WriteIntPtr(array, text);
            Check(FetchRemote(remote, new Strings { Items = array, Count = 1 }, options, null));
        }
        finally
        {
            FreeRemote(remote);
            FreeRepository(repository);
            Marshal.FreeCoTaskMem(array);
            Marshal.FreeCoTaskMem(text);
            GC.KeepAlive(callback);
        }
    }

    private static Options Defaults()
    {
        var options = default(Options);
        Check(InitializeOptions(ref options, Version1));
        // These are the only members that libgit2 sets to something: where they are not found, the layout is another.
        var known = options is { Version: Version1, Callbacks.Version: Version1, UpdateFetchHead: 1, Proxy.Version: Version1, Depth: 0 };
        return known && nint.Size is 8 ? options : throw new InvalidOperationException("The native libgit2 is not the one that this was written for.");
    }

    private static void Check(int result)
    {
        if (result is StoppedByCallback)
            throw new UserCancelledException("The fetch was stopped.");
        if (result >= 0)
            return;
        var error = LastError();
        throw new LibGit2SharpException((error is 0 ? null : Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error))) ?? $"libgit2 failed with {result}");
    }

    [DllImport(GitLibrary.Native, EntryPoint = "git_fetch_options_init")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int InitializeOptions(ref Options options, uint version);

    [DllImport(GitLibrary.Native, EntryPoint = "git_repository_open")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int OpenRepository(out nint repository, [MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [DllImport(GitLibrary.Native, EntryPoint = "git_remote_create_anonymous")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int CreateRemote(out nint remote, nint repository, [MarshalAs(UnmanagedType.LPUTF8Str)] string address);

    [DllImport(GitLibrary.Native, EntryPoint = "git_remote_fetch")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int FetchRemote(nint remote, in Strings refspecs, in Options options, [MarshalAs(UnmanagedType.LPUTF8Str)] string? reflog);

    [DllImport(GitLibrary.Native, EntryPoint = "git_remote_free")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern void FreeRemote(nint remote);

    [DllImport(GitLibrary.Native, EntryPoint = "git_repository_free")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern void FreeRepository(nint repository);

    [DllImport(GitLibrary.Native, EntryPoint = "git_error_last")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern nint LastError();

    // Larger than the library's own, so that a newer one, which Defaults refuses, writes into this and not behind it.
    [StructLayout(LayoutKind.Sequential, Size = 1024)]
    private struct Options
    {
        public int Version;
        public Callbacks Callbacks;
        public int Prune;
        public uint UpdateFetchHead;
        public int DownloadTags;
        public Proxy Proxy;
        public int Depth;
        public int FollowRedirects;
        public Strings CustomHeaders;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Callbacks
    {
        public uint Version;
        public nint SidebandProgress, Completion, Credentials, CertificateCheck, TransferProgress, UpdateTips, PackProgress;
        public nint PushTransferProgress, PushUpdateReference, PushNegotiation, Transport, RemoteReady, Payload, ResolveUrl;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Proxy
    {
        public uint Version;
        public int Type;
        public nint Url, Credentials, CertificateCheck, Payload;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Strings
    {
        public nint Items;
        public nuint Count;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Transferred
    {
        public uint TotalObjects, IndexedObjects, ReceivedObjects, LocalObjects, TotalDeltas, IndexedDeltas;
        public nuint ReceivedBytes;
    }
}

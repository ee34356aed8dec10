using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>
/// Bounds what libgit2 takes of memory in one piece, and ends what it does where it calls nobody back. A few hundred bytes of a pack say
/// that an object is a difference to another and has gigabytes, or that a tree has; the library takes what an object claims before it looks
/// at it. To the library a refused piece is a machine without memory: it gives up in good order.
/// </summary>
/// <remarks>
/// The pieces come from the same functions of C as without this, so whoever else lets go of them may. The bound is left away on Windows,
/// where the library has functions of its own.
/// </remarks>
internal static unsafe class LibraryMemory
{
    private const int SetAllocator = 23;
    private const long MostOfAnyMachine = 1L << 30;
    private const long LeastOfAnyMachine = 128L << 20;

    /// <summary>Smaller pieces are never refused: even of the most objects that may come they keep a thread for a moment only.</summary>
    private const nuint SmallPiece = 4 << 10;

    private static delegate* unmanaged[Cdecl]<nuint, void*> _take;
    private static delegate* unmanaged[Cdecl]<void*, nuint, void*> _resize;

    [ThreadStatic]
    private static CancellationToken _end;

    /// <summary>The largest piece, in bytes: a quarter of the machine's memory, and never more than a gibibyte.</summary>
    public static long MostBytes { get; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, LeastOfAnyMachine, MostOfAnyMachine);

    /// <summary>Called once, before anything else of the library.</summary>
    public static void Bound()
    {
        if (OperatingSystem.IsWindows())
            return;
        var functions = NativeLibrary.GetMainProgramHandle();
        _take = (delegate* unmanaged[Cdecl]<nuint, void*>)NativeLibrary.GetExport(functions, "malloc");
        _resize = (delegate* unmanaged[Cdecl]<void*, nuint, void*>)NativeLibrary.GetExport(functions, "realloc");
        // Freed without a detour: the library may still let go of something when the runtime has ended.
        var allocator = new Allocator { Take = &Take, Resize = &Resize, Free = NativeLibrary.GetExport(functions, "free") };
        if (SetOption(SetAllocator, &allocator) < 0)
            throw new InvalidOperationException("libgit2 takes no allocator.");
    }

    /// <summary>Has the library's work on the calling thread fail from when this is cancelled.</summary>
    public static void EndWith(CancellationToken cancellationToken) => _end = cancellationToken;

    /// <summary>Whether this failed because a piece was refused, or the machine has no more.</summary>
    public static bool IsMissingIn(LibGit2SharpException failure) => failure.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Take(nuint bytes, byte* file, int line) => IsRefused(bytes) ? null : _take(bytes);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Resize(void* piece, nuint bytes, byte* file, int line) => IsRefused(bytes) ? null : _resize(piece, bytes);

    private static bool IsRefused(nuint bytes) => bytes > SmallPiece && (bytes > (nuint)MostBytes || _end.IsCancellationRequested);

    // The function takes any number of arguments after the first. Apple's chips expect those on the stack, where the ninth goes.
    private static int SetOption(int option, Allocator* value) =>
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture is Architecture.Arm64
            ? SetOption(option, 0, 0, 0, 0, 0, 0, 0, value)
            : SetOptionOf(option, value);

    [DllImport(GitLibrary.Native, EntryPoint = "git_libgit2_opts")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int SetOptionOf(int option, Allocator* value);

    [DllImport(GitLibrary.Native, EntryPoint = "git_libgit2_opts")]
    [DefaultDllImportSearchPaths(GitLibrary.NativeFolders)]
    private static extern int SetOption(int option, nint second, nint third, nint fourth, nint fifth, nint sixth, nint seventh, nint eighth, Allocator* value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Allocator
    {
        public delegate* unmanaged[Cdecl]<nuint, byte*, int, void*> Take;
        public delegate* unmanaged[Cdecl]<void*, nuint, byte*, int, void*> Resize;
        public nint Free;
    }
}

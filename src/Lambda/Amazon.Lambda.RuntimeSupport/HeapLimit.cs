using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Tells the garbage collector how much memory the function has. It looks at the limits of control groups, which are not where Lambda
/// sets its own, and would let garbage grow until the environment is killed.
/// </summary>
internal static class HeapLimit
{
    private const string Setting = "GCHeapHardLimit";

    public static void Apply(ILambdaLogger logger)
    {
        var bytes = (long)RuntimeVariables.MemorySizeInMB << 20;
        // A limit that is lower already is somebody's wish.
        if (bytes is 0 || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < bytes)
            return;
        AppContext.SetData(Setting, (ulong)bytes);
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException e)
        {
            logger.LogError(e, "The garbage collector does not take the function's memory for its limit.");
        }
    }
}

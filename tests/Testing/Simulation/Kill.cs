namespace CodeReview.Testing.Simulation;

/// <summary>Ends a run as a kill would: nothing of ours expects it, so nothing is made of it.</summary>
public sealed class KilledException : Exception;

/// <summary>Kills a simulated process.</summary>
public static class Kill
{
    /// <summary>Kills before a call, counted from 0; given to <see cref="SimulatedFiles"/>.</summary>
    public static Action<Call> At(int call) => _ =>
    {
        if (call-- is 0)
            throw new KilledException();
    };

    /// <summary>Whether the work was killed before its end.</summary>
    public static bool Ends(Action work)
    {
        try
        {
            work();
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }
}

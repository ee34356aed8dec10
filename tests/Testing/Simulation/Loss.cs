namespace CodeReview.Testing.Simulation;

/// <summary>What a crash leaves of what was not synced.</summary>
public enum Loss
{
    /// <summary>Everything: only the process was killed.</summary>
    Nothing,

    /// <summary>Neither names nor bytes that were not synced.</summary>
    Unsynced,

    /// <summary>The bytes stay, the names that were not synced go, and what they replaced is back.</summary>
    Names,

    /// <summary>The names stay, and half of the bytes.</summary>
    HalfOfTheBytes,

    /// <summary>The files keep their lengths, and hold zeros where nothing was synced.</summary>
    Zeros,

    /// <summary>Every other sector holds zeros.</summary>
    EvenSectors,

    /// <summary>The others.</summary>
    OddSectors,

    /// <summary>One bit is not what was written. Not a crash's doing, but a disk's.</summary>
    OneBit,
}

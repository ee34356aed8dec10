namespace CodeReview.Testing.Simulation;

/// <summary>What a system call does.</summary>
public enum CallKind
{
    Create,
    Write,
    Sync,
    SyncFolder,
    Rename,
    Read,
    List,
    Delete,
}

/// <summary>A system call that a process is about to make.</summary>
public sealed record Call(CallKind Kind, string Path)
{
    /// <summary>Whether it makes a difference which of two processes' calls comes first.</summary>
    public bool Conflicts(Call other) =>
        (Changes || other.Changes) && (Path == other.Path || Lists(other) || other.Lists(this));

    private bool Changes => Kind is CallKind.Create or CallKind.Write or CallKind.Sync or CallKind.Rename or CallKind.Delete;

    // Nobody who lists a folder looks at temporary names, which begin with a dot.
    private bool Lists(Call other) =>
        Kind is CallKind.List && System.IO.Path.GetDirectoryName(other.Path) == Path && System.IO.Path.GetFileName(other.Path)[0] is not '.';
}

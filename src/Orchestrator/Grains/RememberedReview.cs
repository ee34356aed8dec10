namespace CodeReview.Orchestrator.Grains;

/// <summary>A state that a process keeps of an activation that ended in it. It is worth what a snapshot is: the log tells whether it counts.</summary>
/// <param name="Review">The state.</param>
/// <param name="SequenceNumber">The last event in it.</param>
/// <param name="SnapshotAt">The last event in the newest snapshot file.</param>
internal sealed record RememberedReview(Review Review, long SequenceNumber, long SnapshotAt);

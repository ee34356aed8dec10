using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeReview.Orchestrator.Grains;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>
/// The stable names of what is stored, each with the version of its format. A name, once written, is read for ever; a changed
/// format gets a new name beside the old one. No type of this code is ever named in a file.
/// </summary>
internal static class ReviewFormats
{
    /// <summary>The name of a snapshot of <see cref="Review"/>.</summary>
    public const string Snapshot = "review.1";

    private static readonly Dictionary<string, JsonTypeInfo> Contracts = new()
    {
        ["requested.1"] = ReviewJson.Readable.Requested,
        ["resumed.1"] = ReviewJson.Readable.Resumed,
        ["continued.1"] = ReviewJson.Readable.Continued,
        ["pinned.1"] = ReviewJson.Readable.Pinned,
        ["cloned.1"] = ReviewJson.Readable.Cloned,
        ["planned.1"] = ReviewJson.Readable.Planned,
        ["task-dispatched.1"] = ReviewJson.Readable.TaskDispatched,
        ["task-assigned.1"] = ReviewJson.Readable.TaskAssigned,
        ["task-sent.1"] = ReviewJson.Readable.TaskSent,
        ["task-interrupted.1"] = ReviewJson.Readable.TaskInterrupted,
        ["task-done.1"] = ReviewJson.Readable.TaskDone,
        ["task-suspended.1"] = ReviewJson.Readable.TaskSuspended,
        ["task-attempt-failed.1"] = ReviewJson.Readable.TaskAttemptFailed,
        ["task-failed.1"] = ReviewJson.Readable.TaskFailed,
        ["task-reopened.1"] = ReviewJson.Readable.TaskReopened,
        ["task-paid.1"] = ReviewJson.Readable.TaskPaid,
        ["budget-spent.1"] = ReviewJson.Readable.BudgetSpent,
        ["step-failed.1"] = ReviewJson.Readable.StepFailed,
        ["verified.1"] = ReviewJson.Readable.Verified,
        ["completed.1"] = ReviewJson.Readable.Completed,
        ["failed.1"] = ReviewJson.Readable.Failed,
        ["cancelled.1"] = ReviewJson.Readable.Cancelled,
        [Snapshot] = ReviewJson.Readable.Review,
    };

    private static readonly Dictionary<Type, string> Names = Contracts.ToDictionary(pair => pair.Value.Type, pair => pair.Key);

    /// <summary>Every name that this version reads.</summary>
    public static IEnumerable<string> All => Contracts.Keys;

    public static string NameOf(object stored) => Names.TryGetValue(stored.GetType(), out var name)
        ? name
        : throw new InvalidOperationException($"'{stored.GetType()}' has no stored format; give it a name in {nameof(ReviewFormats)}.");

    public static byte[] Write(object stored) => JsonSerializer.SerializeToUtf8Bytes(stored, Contracts[NameOf(stored)]);

    /// <exception cref="NotSupportedException">A newer version wrote it.</exception>
    public static object Read(string name, ReadOnlySpan<byte> json) => Contracts.TryGetValue(name, out var contract)
        ? JsonSerializer.Deserialize(json, contract)!
        : throw new NotSupportedException($"The journal holds '{name}', which this version does not know: a newer version wrote it. Upgrade this one; nothing was changed.");
}

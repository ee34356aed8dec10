using System.Text;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Hosting;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Orchestrator.Tests.Journaling;

/// <summary>
/// Journals and a snapshot as this and earlier versions wrote them, checked in: every version reads them for ever. A file there is never
/// changed; a new format of an event gets a new name and a new golden journal beside the old ones.
/// </summary>
public sealed class GoldenJournalTests : IDisposable
{
    private static readonly WorkspaceLayout Golden = new(Path.Combine(AppContext.BaseDirectory, "Journaling", "Golden"));
    private static readonly ReviewHistory History = new(Golden, LogFiles.Instance);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Reviews => ["complete", "failed", "cancelled", "sent", "spent"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_format_that_is_stored_stands_in_a_golden_journal_or_snapshot()
    {
        var stored = Golden.ReviewIds().SelectMany(id => EventLogReader.ReadAll(Golden.Review(id).Journal, LogFiles.Instance)).Select(entry => entry.Type);

        Assert.Equal(ReviewFormats.All.Order(StringComparer.Ordinal), stored.Append(GoldenSnapshot().Type).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Reviews))]
    public void A_golden_journal_leads_to_the_state_that_it_led_to_when_it_was_written(string review)
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Golden.Root, $"{review}.json")).TrimEnd(), ReviewHistory.ToJson(History.Current(Id(review))!));
    }

    [Theory]
    [MemberData(nameof(Reviews))]
    public void What_is_read_from_a_golden_journal_is_written_again_byte_for_byte(string review)
    {
        Assert.All(History.Steps(Id(review)), step => Assert.Equal(Encoding.UTF8.GetString(step.Entry.Payload.Span), Encoding.UTF8.GetString(ReviewFormats.Write(step.Event))));
    }

    [Fact]
    public void The_golden_snapshot_is_the_state_at_its_event()
    {
        var snapshot = GoldenSnapshot();

        var state = (Review)ReviewFormats.Read(snapshot.Type, snapshot.State);

        Assert.Equal(ReviewHistory.ToJson(History.Steps(Id("complete")).Single(step => step.Entry.SequenceNumber == snapshot.Name.SequenceNumber).After), ReviewHistory.ToJson(state));
    }

    [Fact]
    public async Task A_journal_that_a_newer_version_wrote_suspends_the_review_says_what_to_do_and_stays_as_it_is()
    {
        var workspace = new WorkspaceLayout(_folder.Path);
        var layout = workspace.Review(Some.Id);
        using (var newer = EventLog.Activate(layout.Journal, "newer", LogFiles.Instance, TimeProvider.System))
        {
            var requested = new ReviewEvent.Requested(Some.Id, Some.Request);
            newer.Append([new NewLogEntry(ReviewFormats.NameOf(requested), ReviewFormats.Write(requested)), new NewLogEntry("requested.2", "{\"new\":1}"u8.ToArray())]);
            newer.Close();
        }

        var segment = Path.Combine(layout.Journal, "segments", "000001.jsonl");
        var before = await File.ReadAllBytesAsync(segment);
        await using var fleet = new FleetFixture(_folder.Path);
        var reviews = await fleet.StartAsync();

        var answer = await reviews.ReviewAsync(Some.Request with { ReviewId = Some.Id }, CancellationToken.None);

        Assert.Equal(ErrorKind.Environment, answer.Error!.Kind);
        Assert.Equal(ReviewStatus.Suspended, answer.Status);
        Assert.Contains("'requested.2'", answer.Error.Message, StringComparison.Ordinal);
        Assert.Contains("Upgrade", answer.Error.Message, StringComparison.Ordinal);
        Assert.Empty(fleet.Steps.Done);
        Assert.Equal(before, await File.ReadAllBytesAsync(segment));
        Assert.Throws<NotSupportedException>(() => new ReviewHistory(workspace, LogFiles.Instance).Current(Some.Id));
    }

    private static ReviewId Id(string text) => TextValue.Parse<ReviewId>(text);

    private static SnapshotFiles.Content GoldenSnapshot()
    {
        var snapshots = new SnapshotFiles(Golden.Review(Id("complete")).Snapshots, LogFiles.Instance, TimeProvider.System);
        return snapshots.TryRead(Assert.Single(snapshots.List()))!;
    }
}

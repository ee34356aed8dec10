using System.Text;
using CodeReview.Cli.Remote;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Tests.Remote;

public sealed class ExportedResultsTests
{
    private const string Report = "reviews/some/results/report.md";
    private static readonly ReviewResponse Answer = Some.Complete();
    private readonly Dictionary<string, byte[]> _bucket = [];
    private readonly PassingTime _time = new();
    private readonly List<string> _said = [];
    private readonly Dictionary<int, Action> _exports = [];
    private int _reads;

    [Fact]
    public async Task What_is_exported_is_read_at_once()
    {
        Export(Answer, "report");

        Assert.Equal("report", await ReadAsync());
        Assert.Empty(_time.Waits);
        Assert.Empty(_said);
    }

    [Fact]
    public async Task What_is_not_exported_yet_is_waited_for_and_that_is_said_once()
    {
        _exports[4] = () => Export(Answer, "report");

        Assert.Equal("report", await ReadAsync());
        Assert.Contains("about a minute", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_from_before_is_not_taken_for_the_one_of_this_answer()
    {
        Export(Answer with { Summary = Answer.Summary! with { TotalFindings = 7 } }, "old");
        _exports[3] = () => Export(Answer, "new");

        Assert.Equal("new", await ReadAsync());
    }

    [Fact]
    public async Task What_does_not_come_is_told_with_where_to_look()
    {
        var failure = await Assert.ThrowsAsync<FleetException>(ReadAsync);

        Assert.Equal(ErrorKind.Environment, failure.Kind);
        Assert.Contains("ExportFailures", failure.Message, StringComparison.Ordinal);
        Assert.InRange(_time.Waits.Sum(wait => wait.TotalMinutes), 5, 6);
    }

    private void Export(ReviewResponse answer, string report)
    {
        _bucket["workspace/reviews/some/results/summary.json"] = WorkspaceFile.ToJson(answer.Summary!, ProtocolJson.Indented.ReviewSummary);
        _bucket["workspace/" + Report] = Encoding.UTF8.GetBytes(report);
    }

    private async Task<string> ReadAsync() =>
        Encoding.UTF8.GetString(await new ExportedResults(ReadObjectAsync, _time, _said.Add).ReadAsync(Answer, Report, CancellationToken.None));

    private Task<byte[]?> ReadObjectAsync(string key, CancellationToken cancelled)
    {
        if (_exports.Remove(++_reads, out var export))
            export();
        return Task.FromResult(_bucket.GetValueOrDefault(key));
    }
}

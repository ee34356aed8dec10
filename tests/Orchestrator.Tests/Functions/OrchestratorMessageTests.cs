using System.Text;
using CodeReview.Orchestrator.Functions;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Tests.Grains;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Tests.Functions;

public sealed class OrchestratorMessageTests
{
    private const string Task = """{"review_id":"some-review","task":"security.0001","attempt":1,"model":"rules","sending":2}""";
    private const string Report = """{"review_id":"some-review","task":"security.0001","attempt":1,"outcome":"done","result_digest":"sha256:1","findings":1,"files_read":2,"usage":{"turns":0,"input_tokens":0,"cached_input_tokens":0,"output_tokens":0,"usd":0}}""";

    [Fact]
    public void A_repository_is_a_request()
    {
        var ask = Assert.IsType<OrchestratorMessage.Ask>(Parse("""{"repo_url":"https://example.org/a/b","wait":true,"agents":["style"]}"""));

        Assert.Equal((true, "https://example.org/a/b"), (ask.Request.Wait, ask.Request.RepoUrl.Value));
    }

    [Fact]
    public void An_id_alone_is_the_request_of_that_review_once_more() =>
        Assert.Equal(new OrchestratorMessage.Resume(Some.Id, Wait: true), Parse("""{"review_id":"some-review","wait":true}"""));

    [Fact]
    public void A_command_is_itself()
    {
        Assert.Equal(new OrchestratorMessage.Status(Some.Id), Parse("""{"review_id":"some-review","command":"status"}"""));
        Assert.Equal(new OrchestratorMessage.Cancel(Some.Id), Parse("""{"command":"cancel","review_id":"some-review"}"""));
        Assert.Equal(new OrchestratorMessage.Continue(Some.Id), Parse("""{"command":"continue","review_id":"some-review"}"""));
        Assert.Equal(new OrchestratorMessage.Sweep(), Parse("""{"command":"sweep"}"""));
        Assert.Equal(new OrchestratorMessage.Check(), Parse("""{"command":"check"}"""));
    }

    [Fact]
    public void A_schedules_own_event_is_a_sweep() =>
        Assert.Equal(new OrchestratorMessage.Sweep(), Parse("""{"version":"0","source":"aws.events","detail-type":"Scheduled Event","detail":{}}"""));

    [Fact]
    public void A_task_that_came_to_its_end_is_its_report_with_the_sending_that_it_answers()
    {
        var ended = Assert.IsType<OrchestratorMessage.AgentEnded>(Parse(Record("Success", Report)));

        var note = Assert.IsType<ReviewCommand.NoteReport>(ended.What);
        Assert.Equal((Some.Id, AgentOutcome.Done, 2), (ended.ReviewId, note.Report.Outcome, note.Sending));
    }

    [Theory]
    [InlineData("RetriesExhausted", """{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: 1 Error: Task timed out after 3.00 seconds"}""", "Task timed out")]
    [InlineData("EventAgeExceeded", "null", "EventAgeExceeded")]
    [InlineData("Success", """{"errorMessage":"half a report"}""", "no report of this task")]
    [InlineData("Success", "null", "no report of this task")]
    [InlineData("Success", "\"text\"", "no report of this task")]
    public void A_function_that_ended_without_a_report_interrupted_its_task(string condition, string response, string said)
    {
        var ended = Assert.IsType<OrchestratorMessage.AgentEnded>(Parse(Record(condition, response)));

        var note = Assert.IsType<ReviewCommand.NoteInterrupted>(ended.What);
        Assert.Equal((Some.Task("security.0001"), 2), (note.Task.Task, note.Task.Sending));
        Assert.Contains(said, note.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("security.0001", "style.0001")]
    [InlineData("some-review", "other-review")]
    [InlineData(",\"result_digest\":\"sha256:1\"", "")]
    public void A_report_of_something_else_is_none(string what, string instead)
    {
        var ended = Assert.IsType<OrchestratorMessage.AgentEnded>(Parse(Record("Success", Report.Replace(what, instead, StringComparison.Ordinal))));

        Assert.IsType<ReviewCommand.NoteInterrupted>(ended.What);
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{}", "none of the members")]
    [InlineData("""{"repo_url":"https://example.org/a/b","refs":"main"}""", "refs")]
    [InlineData("""{"repo_url":"ftp://example.org/a/b"}""", "cannot be cloned")]
    [InlineData("""{"review_id":"../x"}""", "'../x' is not a review id")]
    [InlineData("""{"review_id":"x","ref":"main"}""", "'ref' does not belong here")]
    [InlineData("""{"command":"status"}""", "name it as review_id")]
    [InlineData("""{"command":"stop","review_id":"x"}""", "'stop' is no command")]
    [InlineData("""{"command":7}""", "not a text")]
    [InlineData("""{"requestContext":{"condition":"Success"},"requestPayload":{"command":"continue"}}""", "not about an agent's task")]
    [InlineData("""{"requestContext":{"condition":"Success"}}""", "holds no task")]
    public void What_is_none_of_them_is_refused_with_what_is_wrong(string json, string said) =>
        Assert.Contains(said, Assert.ThrowsAny<ReviewException>(() => Parse(json)).Message, StringComparison.Ordinal);

    private static string Record(string condition, string response) => $$"""
        {
          "version": "1.0", "timestamp": "2026-11-01T12:00:00.000Z",
          "requestContext": {"requestId": "1", "functionArn": "arn:aws:lambda:us-east-1:1:function:agent:live", "condition": "{{condition}}", "approximateInvokeCount": 1},
          "requestPayload": {{Task}},
          "responseContext": {"statusCode": 200, "executedVersion": "1"},
          "responsePayload": {{response}}
        }
        """;

    private static OrchestratorMessage Parse(string json) => OrchestratorMessage.Parse(Encoding.UTF8.GetBytes(json));
}

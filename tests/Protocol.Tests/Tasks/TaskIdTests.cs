using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Protocol.Tests.Tasks;

public sealed class TaskIdTests
{
    [Theory]
    [InlineData("security.0001", "security", 1)]
    [InlineData("style.9999", "style", 9999)]
    [InlineData("a-2.10000", "a-2", 10000)]
    public void A_task_is_its_agent_and_its_shard(string text, string agent, int shard)
    {
        var task = TextValue.Parse<TaskId>(text);

        Assert.Equal(new TaskId(TextValue.Parse<AgentName>(agent), ShardId.At(shard)), task);
        Assert.Equal(text, task.Value);
    }

    [Fact]
    public void A_finder_after_the_first_is_in_its_tasks_name()
    {
        var task = TextValue.Parse<TaskId>("security.0001.2");

        Assert.Equal(new TaskId(AgentName.Security, ShardId.At(1), 2), task);
        Assert.Equal("security.0001.2", task.Value);
    }

    [Theory]
    [InlineData("security.0001.1")]
    [InlineData("security.0001.02")]
    [InlineData("security.0001.-2")]
    [InlineData("security.0001.2.3")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("security")]
    [InlineData("security.")]
    [InlineData(".0001")]
    [InlineData("security.1")]
    [InlineData("security.00001")]
    [InlineData("security.0000")]
    [InlineData("security.-001")]
    [InlineData("security.0001 ")]
    [InlineData("security.0001.0001")]
    [InlineData("Security.0001")]
    [InlineData("../x.0001")]
    [InlineData("summary.0001")]
    public void Anything_else_is_none_and_says_why(string? text)
    {
        Assert.False(TaskId.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem!);
    }

    [Theory]
    [InlineData("security")]
    [InlineData("a")]
    [InlineData("abcdefghijklmnopqrstuvwxyz-12345")]
    public void An_agents_name_names_one_file(string name) => Assert.Equal(name, TextValue.Parse<AgentName>(name).Value);

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz-123456")]
    [InlineData("1st")]
    [InlineData("-a")]
    [InlineData("a.b")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("é")]
    [InlineData("report")]
    [InlineData("coverage")]
    public void What_could_be_another_file_is_no_agents_name(string name) => Assert.False(AgentName.TryParse(name, out _, out _));

    [Fact]
    public void An_id_that_was_never_given_a_value_is_no_empty_text()
    {
        Assert.Throws<InvalidOperationException>(() => default(AgentName).Value);
        Assert.Throws<InvalidOperationException>(() => default(ShardId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ReviewId).Value);
        Assert.Throws<InvalidOperationException>(() => default(CommitId).Value);
        Assert.Throws<InvalidOperationException>(() => default(RepositoryUrl).Value);
    }

    [Fact]
    public void In_json_it_is_its_text()
    {
        var json = """{"review_id":"r","task":"style.0002","attempt":1,"model":"rules"}""";

        var task = JsonSerializer.Deserialize(json, ProtocolJson.Line.AgentTask)!;

        Assert.Equal("style.0002", task.Task.Value);
        Assert.Equal(json, JsonSerializer.Serialize(task, ProtocolJson.Line.AgentTask));
    }
}

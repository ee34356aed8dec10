using System.Text;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.Protocol.Tests.Workspace;

public sealed class WorkspaceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static AgentTask Task { get; } = new(TextValue.Parse<ReviewId>("some"), TextValue.Parse<TaskId>("style.0001"), 1, "rules");

    private string Target => Path.Combine(_folder.Path, "deep", "in", "it", "file.json");

    private string[] Names => [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_published_is_read_back_by_its_digest_and_ends_in_one_line_feed()
    {
        var written = WorkspaceFile.WriteJson(Target, Task, ProtocolJson.Indented.AgentTask);

        Assert.Equal(Task, WorkspaceFile.TryReadJson(Target, ProtocolJson.Indented.AgentTask, out var read));
        Assert.Equal(written, read);
        var bytes = File.ReadAllBytes(Target);
        Assert.Equal(WorkspaceFile.ToJson(Task, ProtocolJson.Indented.AgentTask), bytes);
        Assert.Equal("}\n"u8, bytes.AsSpan()[^2..]);
        Assert.Equal(["file.json"], Names);
    }

    [Fact]
    public void A_shorter_content_replaces_a_longer_one_whole()
    {
        WorkspaceFile.WriteText(Target, new string('a', 100_000));

        var digest = WorkspaceFile.WriteText(Target, "é");

        Assert.Equal([0xC3, 0xA9], File.ReadAllBytes(Target));
        Assert.Equal(Digest.Of([0xC3, 0xA9]), digest);
        Assert.Equal(["file.json"], Names);
    }

    [Fact]
    public void A_reader_sees_the_old_content_or_the_new_one_while_two_writers_publish()
    {
        var contents = "ab".Select(letter => Encoding.UTF8.GetBytes(new string(letter, 300_000))).ToList();
        WorkspaceFile.Write(Target, contents[0]);
        var torn = 0;

        Parallel.Invoke(
            () => Enumerable.Range(0, 60).ToList().ForEach(_ => WorkspaceFile.Write(Target, contents[0])),
            () => Enumerable.Range(0, 60).ToList().ForEach(_ => WorkspaceFile.Write(Target, contents[1])),
            () => Enumerable.Range(0, 300).ToList().ForEach(_ =>
            {
                var seen = File.ReadAllBytes(Target);
                torn += contents.Any(content => seen.AsSpan().SequenceEqual(content)) ? 0 : 1;
            }));

        Assert.Equal(0, torn);
        Assert.Equal(["file.json"], Names);
    }

    [Fact]
    public void What_cannot_be_published_leaves_nothing_behind()
    {
        // A folder cannot be replaced by a file.
        Directory.CreateDirectory(Target);

        Assert.ThrowsAny<SystemException>(() => WorkspaceFile.WriteText(Target, "text"));

        Assert.Empty(Names);
        Assert.True(Directory.Exists(Target));
    }

    [Fact]
    public void A_file_that_is_not_there_is_null_and_where_it_has_to_be_it_is_named()
    {
        Assert.Null(WorkspaceFile.TryReadJson(Target, ProtocolJson.Default.AgentTask, out var digest));
        Assert.Null(digest);
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        Assert.Null(WorkspaceFile.TryReadJson(Target, ProtocolJson.Default.AgentTask));

        var missing = Assert.Throws<FileNotFoundException>(() => WorkspaceFile.ReadJson(Target, ProtocolJson.Default.AgentTask));

        Assert.Equal((Target, $"'{Target}' is missing."), (missing.FileName, missing.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"review_id\":\"some\"")]
    [InlineData("{\"review_id\":\"some\"}")]
    [InlineData("{\"review_id\":\"../out\",\"task\":\"style.0001\",\"attempt\":1,\"model\":\"rules\"}")]
    [InlineData("\0\0\0\0")]
    public void A_file_that_does_not_hold_what_it_should_is_named_and_not_touched(string content)
    {
        WorkspaceFile.WriteText(Target, content);

        var damaged = Assert.Throws<DamagedFileException>(() => WorkspaceFile.ReadJson(Target, ProtocolJson.Default.AgentTask));

        Assert.Equal(Target, damaged.Path);
        Assert.StartsWith($"'{Target}' is damaged: ", damaged.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Target));
    }
}

using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Tests.Workspace;

public sealed class WorkspacePathTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".git/config")]
    [InlineData("a/.GIT")]
    [InlineData("a/.git. /hooks")]
    [InlineData("GIT~1/config")]
    [InlineData(".git::$INDEX_ALLOCATION/config")]
    [InlineData(".git\\config")]
    [InlineData("a\nb")]
    [InlineData("a\u001b[2J")]
    [InlineData("a\u202egnp.exe")]
    [InlineData("a\u200bb")]
    [InlineData("a\ufffdb")]
    public void What_could_leave_the_root_or_deceive_is_no_path(string text)
    {
        Assert.False(WorkspacePath.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem!);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("src/Überweisung/日本.cs")]
    [InlineData(".gitignore")]
    [InlineData("a/..b/c...")]
    [InlineData("with space/and-dash_.x")]
    public void An_ordinary_name_stays_below_the_root(string text) =>
        Assert.Equal($"/anywhere/{text}", Path.GetFullPath(TextValue.Parse<WorkspacePath>(text).Under("/anywhere")));

    [Fact]
    public void A_component_has_at_most_255_bytes_and_a_path_900()
    {
        Assert.True(WorkspacePath.TryParse(new string('a', 255), out _, out _));
        Assert.False(WorkspacePath.TryParse(new string('a', 256), out _, out _));
        Assert.False(WorkspacePath.TryParse(new string('é', 128), out _, out _));
        Assert.False(WorkspacePath.TryParse(string.Join('/', Enumerable.Repeat("abcdefgh", 101)), out _, out _));
    }
}

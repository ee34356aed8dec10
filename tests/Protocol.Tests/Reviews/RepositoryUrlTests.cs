using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Tests.Reviews;

public sealed class RepositoryUrlTests
{
    [Theory]
    [InlineData("https://GitHub.com/Owner/Name.git/", "https://github.com/Owner/Name")]
    [InlineData("HTTPS://github.com:443/Owner/Name", "https://github.com/Owner/Name")]
    [InlineData("http://localhost:8080/name.git", "http://localhost:8080/name")]
    [InlineData("file:///srv/git/name.git/", "file:///srv/git/name.git")]
    public void Two_spellings_of_one_place_are_equal(string text, string canonical) =>
        Assert.Equal(canonical, TextValue.Parse<RepositoryUrl>(text).Value);

    [Theory]
    [InlineData("https://user:password@github.com/a/b", "password")]
    [InlineData("git@github.com:a/b", "not the URL")]
    [InlineData("ftp://host/a", "cannot be cloned")]
    [InlineData("https://github.com", "names a host but no repository")]
    [InlineData("https://github.com/a/b?x=1", "query")]
    [InlineData("file://host/share", "cannot be cloned")]
    [InlineData("", "not the URL")]
    public void What_cannot_be_cloned_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(RepositoryUrl.TryParse(text, out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_derived_from_the_place_and_the_ref_and_not_from_the_name()
    {
        var one = TextValue.Parse<RepositoryUrl>("https://github.com/one/name");
        var two = TextValue.Parse<RepositoryUrl>("https://github.com/two/name");

        Assert.Equal(ReviewId.Derive(one, null), ReviewId.Derive(TextValue.Parse<RepositoryUrl>("https://github.com/one/name.git"), null));
        Assert.NotEqual(ReviewId.Derive(one, null), ReviewId.Derive(two, null));
        Assert.NotEqual(ReviewId.Derive(one, null), ReviewId.Derive(one, "main"));
        Assert.True(ReviewId.TryParse(ReviewId.Derive(one, null).Value, out _, out _));
    }
}

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
    [InlineData("https://[2001:DB8::1]:8443/name.git", "https://[2001:db8::1]:8443/name")]
    [InlineData("git@github.com:Owner/Name.git", "https://github.com/Owner/Name")]
    [InlineData("ssh://git@gitlab.com:22/group/sub/name.git", "https://gitlab.com/group/sub/name")]
    [InlineData("bitbucket.org:owner/name", "https://bitbucket.org/owner/name")]
    [InlineData("ssh://git-codecommit.eu-west-1.amazonaws.com/v1/repos/name", "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/name")]
    [InlineData("codecommit::eu-west-1://profile@name", "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/name")]
    public void Two_spellings_of_one_place_are_equal(string text, string canonical) =>
        Assert.Equal(canonical, TextValue.Parse<RepositoryUrl>(text).Value);

    [Theory]
    [InlineData("https://user:password@github.com/a/b", "password")]
    [InlineData("git@git.corp.example:a/b.git", "over ssh, which cannot be done here: try https://git.corp.example/a/b.git")]
    [InlineData("ssh://user:password@git.corp.example/a/b", "try https://git.corp.example/a/b")]
    [InlineData("https://user:password@ho st/a/b", "not the URL")]
    [InlineData("ssh:user:password@", "ssh cannot")]
    [InlineData("ftp://host/a", "cannot be cloned")]
    [InlineData("https://github.com", "names a host but no repository")]
    [InlineData("https://github.com/a/b?x=1", "query")]
    [InlineData("file://host/share", "cannot be cloned")]
    [InlineData("", "not the URL")]
    public void What_cannot_be_cloned_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(RepositoryUrl.TryParse(text, out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("user:password", problem, StringComparison.Ordinal);
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

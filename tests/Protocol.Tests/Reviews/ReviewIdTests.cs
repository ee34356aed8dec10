using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Protocol.Tests.Reviews;

public sealed class ReviewIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("name-0123456789ab")]
    [InlineData("a..b")]
    [InlineData("0.9_x-y")]
    public void A_folders_name_in_lower_case_is_an_id(string text) => Assert.Equal(text, TextValue.Parse<ReviewId>(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("-a")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public void What_could_leave_the_folder_or_meet_another_is_none(string? text)
    {
        Assert.False(ReviewId.TryParse(text, out _, out var problem));
        Assert.NotEmpty(problem!);
    }

    [Fact]
    public void It_has_at_most_64_characters()
    {
        Assert.True(ReviewId.TryParse(new string('a', 64), out _, out _));
        Assert.False(ReviewId.TryParse(new string('a', 65), out _, out _));
    }

    [Theory]
    [InlineData("https://example.org/Owner/My.Repo_1", "my.repo_1-")]
    [InlineData("https://example.org/o/..hidden", "hidden-")]
    [InlineData("https://example.org/o/%E6%97%A5%E6%9C%AC", "")]
    [InlineData("file:///srv/git/name.git", "name-")]
    public void A_derived_id_begins_with_what_the_name_allows_and_is_an_id(string url, string prefix)
    {
        var id = ReviewId.Derive(TextValue.Parse<RepositoryUrl>(url), null).Value;

        Assert.Matches($"^{prefix.Replace(".", "\\.", StringComparison.Ordinal)}[0-9a-f]{{12}}$", id);
        Assert.True(ReviewId.TryParse(id, out _, out _));
    }

    [Fact]
    public void A_derived_id_is_short_enough_however_long_the_name_is()
    {
        var id = ReviewId.Derive(TextValue.Parse<RepositoryUrl>($"https://example.org/o/{new string('n', 300)}"), "main").Value;

        Assert.Equal(64, id.Length);
    }

    [Fact]
    public void A_derived_id_is_the_same_in_every_release() =>
        Assert.Equal("name-4a566e3f5726", ReviewId.Derive(TextValue.Parse<RepositoryUrl>("https://example.org/owner/name"), "refs/heads/main").Value);
}

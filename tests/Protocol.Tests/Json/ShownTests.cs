using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Tests.Json;

public sealed class ShownTests
{
    [Theory]
    [InlineData("plain, ü, 日本, 😀", "plain, ü, 日本, 😀")]
    [InlineData("a\nb\r\tc", @"a\u{a}b\u{d}\u{9}c")]
    [InlineData("\u001b[31mred", @"\u{1b}[31mred")]
    [InlineData("a\u202eb\u200bc\u2028d", @"a\u{202e}b\u{200b}c\u{2028}d")]
    [InlineData("\ufeffx", @"\u{feff}x")]
    [InlineData(null, "")]
    public void What_does_not_show_as_itself_is_escaped(string? text, string shown) => Assert.Equal(shown, Shown.Of(text));

    [Theory]
    [InlineData("Read-only file system : '/a'", "Read-only file system : '/a'.")]
    [InlineData("Access to the path '/a' is denied.", "Access to the path '/a' is denied.")]
    public void A_sentence_ends_once(string text, string shown) => Assert.Equal(shown, Shown.Sentence(text));

    [Fact]
    public void A_long_text_is_cut_between_characters_and_says_so()
    {
        Assert.Equal(new string('a', 100) + "…", Shown.Of(new string('a', 101)));
        Assert.Equal(new string('a', 100), Shown.Of(new string('a', 100)));
        Assert.Equal("😀😀…", Shown.Of("😀😀😀", maxLength: 3));
    }
}

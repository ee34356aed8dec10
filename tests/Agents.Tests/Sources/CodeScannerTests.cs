using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Tests.Sources;

public sealed class CodeScannerTests
{
    [Theory]
    [InlineData("a.cs", "a = 1; // b", "a = 1;     ")]
    [InlineData("a.cs", "a = \"b // c\";", "a = \"      \";")]
    [InlineData("a.cs", "a = @\"b\"\"c\"; d", "a = @\"    \"; d")]
    [InlineData("a.cs", "a = $\"b {c} {{d}}\"; e", "a = $\"  {c}      \"; e")]
    [InlineData("a.cs", "a = \"\"\"b \"c\" d\"\"\"; e", "a = \"\"\"       \"\"\"; e")]
    [InlineData("a.cs", "a = $$\"\"\"b {c} {{d}}\"\"\"; e", "a = $$\"\"\"      {{d}}\"\"\"; e")]
    [InlineData("a.cs", "c = '\"'; d = \"e\";", "c = ' '; d = \" \";")]
    [InlineData("a.py", "a = f'b {c[\"d\"]} e' # f", "a = f'  {c[\" \"]}  '    ")]
    [InlineData("a.py", "a = '''b\n'c' d''' + e", "a = ''' \n     ''' + e")]
    [InlineData("a.js", "a = `b ${c + `d ${e}`} f`; g", "a = `  ${c + `  ${e}`}  `; g")]
    [InlineData("a.js", "a = /b\"c/.test(d) // e", "a =      .test(d)     ")]
    [InlineData("a.js", "a = b / c / d; \"e\"", "a = b / c / d; \" \"")]
    [InlineData("A.java", "a = \"\"\"\n b \"c\" \"\"\"; d", "a = \"\"\"\n       \"\"\"; d")]
    [InlineData("a.js", "a = 'never closed\nb = 1", "a = '            \nb = 1")]
    [InlineData("a.cs", "/* never closed", "               ")]
    [InlineData("a.txt", "it's // plain", "it's // plain")]
    public void Comments_and_the_content_of_literals_are_blank(string path, string text, string code)
    {
        var file = Rules.Some.File(path, text);

        Assert.Equal(code, file.Code.CodeOnly(0, text.Length));
    }

    [Theory]
    [InlineData("a.cs", "$\"{")]
    [InlineData("a.js", "`${")]
    [InlineData("a.py", "f'{f'{")]
    public void Holes_nest_without_end_and_without_recursion(string path, string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));

        Assert.Equal(text.Length, Rules.Some.File(path, text).Code.CodeOnly(0, text.Length).Length);
    }

    [Fact]
    public void A_statement_goes_on_to_the_line_that_closes_its_brackets()
    {
        var file = Rules.Some.File("a.py", "x = 1\n  call(a,\n    b)\ny = 2\n");

        var (start, end) = file.Code.StatementAt(file.Text.IndexOf("call", StringComparison.Ordinal));

        Assert.Equal("call(a,\n    b)", file.Text[start..end]);
    }

    [Theory]
    [InlineData("tests/a.cs", true)]
    [InlineData("src/Agents.Tests/a.cs", true)]
    [InlineData("src/test_a.py", true)]
    [InlineData("README.md", true)]
    [InlineData("src/latest/a.cs", false)]
    [InlineData("src/contest.py", false)]
    public void Tests_and_examples_are_told_by_their_path(string path, bool isTest) =>
        Assert.Equal(isTest, Rules.Some.File(path, "").IsTest);

    [Fact]
    public void Text_of_no_known_language_is_all_code() => Assert.Equal(Languages.Text, LanguageNames.Parse("cobol"));
}

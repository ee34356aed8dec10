namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class MagicNumbersTests
{
    private const string Rule = "readability/magic-number";

    [Theory]
    [InlineData(Rule, "a.cs", "if (x > 86399) Go();\nvar a = y * 86399;\nif (z <= 86399) Go();\n")]
    public void Sees_a_number_that_decides_in_three_places(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData(Rule, "a.cs", "if (x > 86399) Go();\nif (z <= 86399) Go();\n")]
    [InlineData(Rule, "a.cs", "if (x == 404) Go();\nif (y == 404) Go();\nif (z == 404) Go();\n")]
    [InlineData(Rule, "a.cs", "if (x > 1024) Go();\nif (y > 1024) Go();\nif (z > 1024) Go();\n")]
    [InlineData(Rule, "a.py", "LIMIT = 86399\nA = 3 * 86399\nB = 4 * 86399\n")]
    [InlineData(Rule, "a.py", "f([86399, 2])\nf([86399, 3])\nf([86399, 4])\n")]
    public void Leaves_numbers_alone_that_are_named_or_say_what_they_are(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

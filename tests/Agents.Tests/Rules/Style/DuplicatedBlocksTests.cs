namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class DuplicatedBlocksTests
{
    [Theory]
    [InlineData("duplication/repeated-block", "a.cs", "class A\n{\n    void B()\n    {\n        var value0 = Compute(alpha, beta, 0) + offset;\n        var value1 = Compute(alpha, beta, 1) + offset;\n        var value2 = Compute(alpha, beta, 2) + offset;\n        var value3 = Compute(alpha, beta, 3) + offset;\n        var value4 = Compute(alpha, beta, 4) + offset;\n        var value5 = Compute(alpha, beta, 5) + offset;\n        var value6 = Compute(alpha, beta, 6) + offset;\n        var value7 = Compute(alpha, beta, 7) + offset;\n        var value8 = Compute(alpha, beta, 8) + offset;\n        var value9 = Compute(alpha, beta, 9) + offset;\n        var value10 = Compute(alpha, beta, 10) + offset;\n        var value11 = Compute(alpha, beta, 11) + offset;\n        var value12 = Compute(alpha, beta, 12) + offset;\n        var value13 = Compute(alpha, beta, 13) + offset;\n    }\n\n    void C()\n    {\n        var value0 = Compute(alpha, beta, 0) + offset;\n        var value1 = Compute(alpha, beta, 1) + offset;\n        var value2 = Compute(alpha, beta, 2) + offset;\n        var value3 = Compute(alpha, beta, 3) + offset;\n        var value4 = Compute(alpha, beta, 4) + offset;\n        var value5 = Compute(alpha, beta, 5) + offset;\n        var value6 = Compute(alpha, beta, 6) + offset;\n        var value7 = Compute(alpha, beta, 7) + offset;\n        var value8 = Compute(alpha, beta, 8) + offset;\n        var value9 = Compute(alpha, beta, 9) + offset;\n        var value10 = Compute(alpha, beta, 10) + offset;\n        var value11 = Compute(alpha, beta, 11) + offset;\n        var value12 = Compute(alpha, beta, 12) + offset;\n        var value13 = Compute(alpha, beta, 13) + offset;\n    }\n}\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("duplication/repeated-block", "a.cs", "class A\n{\n    void B()\n    {\n        var value0 = Compute(alpha, beta, 0) + offset;\n        var value1 = Compute(alpha, beta, 1) + offset;\n        var value2 = Compute(alpha, beta, 2) + offset;\n        var value3 = Compute(alpha, beta, 3) + offset;\n        var value4 = Compute(alpha, beta, 4) + offset;\n        var value5 = Compute(alpha, beta, 5) + offset;\n        var value6 = Compute(alpha, beta, 6) + offset;\n        var value7 = Compute(alpha, beta, 7) + offset;\n        var value8 = Compute(alpha, beta, 8) + offset;\n        var value9 = Compute(alpha, beta, 9) + offset;\n        var value10 = Compute(alpha, beta, 10) + offset;\n        var value11 = Compute(alpha, beta, 11) + offset;\n        var value12 = Compute(alpha, beta, 12) + offset;\n        var value13 = Compute(alpha, beta, 13) + offset;\n    }\n}\n")]
    [InlineData("duplication/repeated-block", "a.cs", "int[] a =\n[\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n];\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);

    private static readonly string Block = string.Concat(Enumerable.Range(0, 14).Select(i => $"    total{i} = compute(alpha, beta, {i}) + offset\n"));

    [Theory]
    [InlineData("duplication/repeated-across-files")]
    public void The_same_block_in_two_files_is_told_in_the_later_one(string rule)
    {
        var claims = Across(rule, ("a.py", $"def a():\n{Block}"), ("b.py", $"def b():\n    first()\n{Block}"));

        var claim = Assert.Single(claims);
        Assert.Equal(("b.py", 3), (claim.Path, claim.StartLine));
        Assert.Contains("14 lines repeat those of a.py, from line 2 on.", claim.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tests/a.py")]
    [InlineData("app/migrations/a.py")]
    [InlineData("a_pb2.py")]
    public void Copies_of_tests_generated_files_and_migrations_are_nobodys_duplicates(string path) =>
        Assert.Empty(Across("duplication/repeated-across-files", (path, $"def a():\n{Block}"), ("b.py", $"def b():\n{Block}")));

    private static IEnumerable<Agents.Tools.Claim> Across(string rule, params (string Path, string Text)[] files)
    {
        var set = new Agents.Sources.SourceSet([.. files.Select(file => Some.File(file.Path, file.Text))]);
        var known = Agents.Rules.RuleSet.All.Single(known => known.Id == rule);
        return [.. set.Files.SelectMany(file => Agents.Engines.Claims.Of(known, file))];
    }
}

namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class NamingTests
{
    private const string Rule = "naming/inconsistent-in-file";

    [Theory]
    [InlineData(Rule, "a.py", "def {0}(x):\n    pass\n", "one_a two_b three_c four_d fiveE")]
    [InlineData(Rule, "a.rb", "def {0}(x)\nend\n", "one_a two_b three_c four_d fiveE")]
    [InlineData(Rule, "a.js", "function {0}(x) {{\n}}\n", "oneA twoB threeC fourD five_e")]
    [InlineData(Rule, "A.java", "public void {0}(int x) {{\n}}\n", "oneA twoB threeC fourD five_e")]
    [InlineData(Rule, "a.cs", "public void {0}(int x) {{\n}}\n", "OneA TwoB ThreeC FourD fiveE")]
    [InlineData(Rule, "a.go", "func {0}(x int) {{\n}}\n", "oneA TwoB threeC fourD five_e")]
    [InlineData(Rule, "a.php", "public function {0}($x) {{\n}}\n", "oneA twoB threeC fourD five_e")]
    public void Sees(string rule, string path, string form, string names) => RuleAssert.Hits(rule, path, Text(form, names));

    [Theory]
    [InlineData(Rule, "a.py", "def {0}(x):\n    pass\n", "one_a two_b three_c four_d setUp do_GET __init__ visit_Name")]
    [InlineData(Rule, "a.py", "def {0}(x):\n    pass\n", "oneA twoB threeC fourD five_e")]
    [InlineData(Rule, "a.js", "function {0}(x) {{\n}}\n", "oneA twoB threeC fourD Component")]
    [InlineData(Rule, "a.go", "func {0}(x int) {{\n}}\n", "oneA TwoB threeC fourD Test_e")]
    [InlineData(Rule, "a.py", "def {0}(x):\n    pass\n", "one_a twoB")]
    public void Leaves_the_form_of_the_file_and_names_that_are_given_alone(string rule, string path, string form, string names) => RuleAssert.Passes(rule, path, Text(form, names));

    private static string Text(string form, string names) => (form.Contains('$', StringComparison.Ordinal) ? "<?php\n" : "") + string.Concat(names.Split(' ').Select(name => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, name)));
}

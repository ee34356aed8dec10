namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class RegexDenialTests
{
    [Theory]
    [InlineData("redos/repeated-repeat", "a.py", "re.compile(r\"^(a+)+$\")")]
    [InlineData("redos/repeated-repeat", "a.py", "re.match(\"(\\\\w+\\\\s?)*$\", text)")]
    [InlineData("redos/repeated-repeat", "a.js", "const p = /^([a-zA-Z0-9]+)*$/;")]
    [InlineData("redos/repeated-repeat", "a.js", "new RegExp(\"(x*)*y\");")]
    [InlineData("redos/repeated-repeat", "A.java", "Pattern.compile(\"(\\\\d+)+#\");")]
    [InlineData("redos/repeated-repeat", "a.cs", "new Regex(@\"^(\\w+\\s?)*$\");")]
    [InlineData("redos/request-pattern", "a.js", "const r = new RegExp(req.query.p);")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("redos/repeated-repeat", "a.py", "re.compile(r\"^\\d+(,\\d+)*$\")")]
    [InlineData("redos/repeated-repeat", "a.py", "re.compile(r\"(?:ab+c)*\")")]
    [InlineData("redos/repeated-repeat", "a.js", "const p = /^([a-z])+$/;")]
    [InlineData("redos/repeated-repeat", "a.js", "const x = (a * b) / (c * d) + (e)+f;")]
    [InlineData("redos/repeated-repeat", "a.cs", "new Regex(@\"^(\\w+)+$\", RegexOptions.NonBacktracking);")]
    [InlineData("redos/repeated-repeat", "a.cs", "new Regex(@\"^(\\w+)+$\", RegexOptions.None, TimeSpan.FromSeconds(1));")]
    [InlineData("redos/repeated-repeat", "A.java", "Pattern.compile(\"(?:a|b)+\");")]
    [InlineData("redos/request-pattern", "a.js", "const r = new RegExp(escapeRegExp(req.query.p));")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

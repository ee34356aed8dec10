namespace CodeReview.Agents.Tests.Rules;

internal static class RuleAssert
{
    public static void Hits(string rule, string path, string text)
    {
        var claims = Some.Claims(rule, path, text);

        Assert.True(claims.Count > 0, $"{rule} does not see: {text}");
        Assert.All(claims, claim => Assert.Contains(claim.Quote, text.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    public static void Passes(string rule, string path, string text)
    {
        var claims = Some.Claims(rule, path, text);

        Assert.True(claims.Count is 0, $"{rule} takes for a flaw: {text}");
    }
}

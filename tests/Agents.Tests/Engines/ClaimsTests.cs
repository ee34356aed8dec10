using CodeReview.Agents.Tests.Rules;

namespace CodeReview.Agents.Tests.Engines;

public sealed class ClaimsTests
{
    [Fact]
    public void One_cause_at_many_places_is_one_claim_that_counts_them()
    {
        var text = string.Concat(Enumerable.Range(0, 30).Select(i => $"if x{i} == None:\n    pass\n"));

        var claim = Assert.Single(Some.Claims("python/compared-with-none", "a.py", text));

        Assert.Contains("line 3,", claim.Description, StringComparison.Ordinal);
        Assert.EndsWith("and 21 more.", claim.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_flaws_of_one_rule_in_a_file_are_capped_and_the_last_says_so()
    {
        var text = string.Concat(Enumerable.Range(0, 50).Select(i => $"x{i} = eval(y{i})\n"));

        var claims = Some.Claims("code-injection/evaluated-text", "a.py", text);

        Assert.Equal(20, claims.Count);
        Assert.EndsWith("and 22 more.", claims[^1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_over_several_lines_is_quoted_as_it_stands()
    {
        var claim = Assert.Single(Some.Claims("sql-injection/assembled-query", "a.py", "def f(x):\n    db.execute(\n        'SELECT * FROM t WHERE a = ' + x,\n    )\n"));

        Assert.Equal("db.execute(\n        'SELECT * FROM t WHERE a = ' + x,\n    )", claim.Quote);
        Assert.Equal((2, 4), (claim.StartLine, claim.EndLine));
    }

    [Fact]
    public void A_long_line_is_cut_near_the_flaw()
    {
        var text = $"x = 1; {new string('y', 5_000)}; eval(z)";

        var claim = Assert.Single(Some.Claims("code-injection/evaluated-text", "a.py", text));

        Assert.InRange(claim.Quote.Length, 1, 400);
        Assert.Contains("eval(z)", claim.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_user_sent_raises_the_confidence_and_an_unknown_origin_lowers_it()
    {
        Assert.Equal(Protocol.Findings.Confidence.High, Some.Claims("code-injection/evaluated-text", "a.js", "eval(req.body.x);")[0].Confidence);
        Assert.Equal(Protocol.Findings.Confidence.Low, Some.Claims("code-injection/evaluated-text", "a.js", "eval(x);")[0].Confidence);
    }
}

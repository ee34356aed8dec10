namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class TokenChecksTests
{
    [Theory]
    [InlineData("jwt/signature-not-checked", "a.py", "jwt.decode(token, options={\"verify_signature\": False})")]
    [InlineData("jwt/signature-not-checked", "a.js", "jwt.verify(token, key, { algorithms: [\"none\"] });")]
    [InlineData("jwt/signature-not-checked", "a.cs", "var p = new TokenValidationParameters { RequireSignedTokens = false };")]
    [InlineData("jwt/signature-not-checked", "A.java", "Jwts.parser().parseClaimsJwt(token);")]
    [InlineData("jwt/lifetime-not-checked", "a.cs", "var p = new TokenValidationParameters { ValidateLifetime = false };")]
    [InlineData("jwt/lifetime-not-checked", "a.js", "jwt.verify(token, key, { ignoreExpiration: true });")]
    [InlineData("jwt/lifetime-not-checked", "a.py", "jwt.decode(token, key, options={\"verify_exp\": False})")]
    [InlineData("jwt/signature-not-checked", "a.js", "const jwt = require(\"jsonwebtoken\");\nconst claims = jwt.decode(token);")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("jwt/signature-not-checked", "a.py", "jwt.decode(token, key, algorithms=[\"HS256\"])")]
    [InlineData("jwt/signature-not-checked", "a.js", "jwt.verify(token, key, { algorithms: [\"HS256\"] });")]
    [InlineData("jwt/signature-not-checked", "a.cs", "var p = new TokenValidationParameters { RequireSignedTokens = true };")]
    [InlineData("jwt/lifetime-not-checked", "a.cs", "var p = new TokenValidationParameters { ValidateLifetime = true };")]
    [InlineData("jwt/signature-not-checked", "a.js", "const jwt = require(\"jsonwebtoken\");\nconst claims = jwt.verify(token, key);")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class HardCodedSecretsTests
{
    // Put together here, so that no scanner takes this file for a leak.
    private const string AwsKey = "AKIA" + "QW7RTYU3OPLKJH5G";
    private const string GitHubToken = "ghp" + "_a8Dk2Lq9Zx7Cv5Bn3Mw1Er6Ty4Ui0Op2As8Df";

    [Theory]
    [InlineData("hard-coded-secret/known-format", "a.py", "key = '" + AwsKey + "'")]
    [InlineData("hard-coded-secret/known-format", "config.yml", "token: " + GitHubToken)]
    [InlineData("hard-coded-secret/private-key", "id_rsa", "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIEpAIBAAKCAQEAv1Yw8s7aWq2kXJ3nP5zR9uT4cF6gB8hD0eL1mN2oQ3pS4tU5\n")]
    [InlineData("hard-coded-secret/assigned-value", "a.cs", "var password = \"gT7#kLw9\";")]
    [InlineData("hard-coded-secret/assigned-value", "a.py", "settings = {\"api_key\": \"9f8Ab3kLx02PqZrT7vYw\"}")]
    [InlineData("hard-coded-secret/assigned-value", ".env", "DB_PASSWORD=gT7kLw9x\n")]
    [InlineData("hard-coded-secret/url-login", "a.py", "url = 'postgres://app:gT7kLw9x@db.internal/app'")]
    [InlineData("hard-coded-secret/signing-key", "a.py", "app.secret_key = \"development\"")]
    [InlineData("hard-coded-secret/signing-key", "a.py", "app.config[\"SECRET_KEY\"] = \"s3cr3t\"")]
    [InlineData("hard-coded-secret/signing-key", "a.js", "const token = jwt.sign({ id }, \"shhh!\");")]
    [InlineData("hard-coded-secret/signing-key", "a.js", "app.use(session({ secret: \"keyboard-cat\" }));")]
    [InlineData("hard-coded-secret/signing-key", "a.cs", "const string C = \"Server=db;Database=shop;User Id=sa;Password=Winter-24;\";")]
    [InlineData("hard-coded-secret/signing-key", "a.php", "<?php $db = mysqli_connect(\"localhost\", \"root\", \"hunter22\");")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("hard-coded-secret/known-format", "a.py", "key = 'AKIA" + "IOSFODNN7EXAMPLE'")]
    [InlineData("hard-coded-secret/private-key", "a.py", "header = '-----BEGIN RSA PRIVATE KEY-----'")]
    [InlineData("hard-coded-secret/assigned-value", "a.cs", "var password = Environment.GetEnvironmentVariable(\"PASSWORD\");")]
    [InlineData("hard-coded-secret/assigned-value", "a.cs", "var password = \"\";")]
    [InlineData("hard-coded-secret/assigned-value", "a.js", "const labels = { password: \"Kennwort\" };")]
    [InlineData("hard-coded-secret/assigned-value", "a.py", "password = 'changeme123'")]
    [InlineData("hard-coded-secret/assigned-value", "a.py", "token_url = 'https://login.test/oauth2'")]
    [InlineData("hard-coded-secret/assigned-value", "a.py", "password = \"${DB_PASSWORD_1}\"")]
    [InlineData("hard-coded-secret/assigned-value", "tests/a.py", "password = 'gT7#kLw9'")]
    [InlineData("hard-coded-secret/assigned-value", "a.config", "<add publicKeyToken=\"b77a5c561934e089\" />")]
    [InlineData("hard-coded-secret/url-login", "a.py", "url = 'postgres://user:password@localhost/app'")]
    [InlineData("hard-coded-secret/url-login", "a.py", "url = 'https://example.test/@scope/name'")]
    [InlineData("hard-coded-secret/signing-key", "a.py", "app.secret_key = os.environ[\"SECRET_KEY\"]")]
    [InlineData("hard-coded-secret/signing-key", "a.js", "const token = jwt.sign({ id }, process.env.JWT_SECRET);")]
    [InlineData("hard-coded-secret/signing-key", "a.js", "app.use(session({ secret: process.env.SECRET }));")]
    [InlineData("hard-coded-secret/signing-key", "a.php", "<?php $db = mysqli_connect(\"localhost\", \"root\", $password);")]
    [InlineData("hard-coded-secret/signing-key", "a.php", "<?php return [\n'password' => 'hashed',\n];")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);

    [Fact]
    public void The_claim_shows_no_more_than_the_beginning_of_a_secret()
    {
        var claim = Assert.Single(Some.Claims("hard-coded-secret/known-format", "a.py", $"key = '{AwsKey}'"));

        Assert.Equal("key = '", claim.Quote);
        Assert.Contains("AKIA****", claim.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(AwsKey, claim.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_at_the_beginning_of_its_line_is_quoted_by_its_prefix()
    {
        var claim = Assert.Single(Some.Claims("hard-coded-secret/known-format", "keys.txt.bak", AwsKey));

        Assert.Equal("AKIA", claim.Quote);
    }

    [Fact]
    public void A_secret_in_a_test_weighs_less()
    {
        var claim = Assert.Single(Some.Claims("hard-coded-secret/known-format", "tests/a.py", $"key = '{AwsKey}'"));

        Assert.Equal(Protocol.Findings.Severity.Low, claim.Severity);
        Assert.Equal(Protocol.Findings.Confidence.Low, claim.Confidence);
    }
}

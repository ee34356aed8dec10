using CodeReview.Protocol.Secrets;

namespace CodeReview.Protocol.Tests.Secrets;

public sealed class SecretScanTests
{
    [Fact]
    public void A_private_key_is_masked_between_its_marks_and_every_line_stays_where_it_was()
    {
        const string Text = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nq3F5xC9z\n-----END RSA PRIVATE KEY-----\nb\n";

        var masked = SecretScan.MaskAll(Text);

        Assert.Equal("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE****\n\n-----END RSA PRIVATE KEY-----\nb\n", masked);
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA", "-----BEGIN PRIVATE KEY-----\nMIIE****")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----\n")]
    [InlineData("it ends in PRIVATE KEY-----\nMIIEpAIBAAKCAQEA", "it ends in PRIVATE KEY-----\nMIIEpAIBAAKCAQEA")]
    [InlineData("password = \"hunter2!Q\"", "password = \"hun****\"")]
    public void What_is_secret_is_masked_and_nothing_else(string text, string masked) => Assert.Equal(masked, SecretScan.MaskAll(text));

    [Fact]
    public void A_quote_that_runs_into_a_private_key_is_known_to_hold_one() =>
        Assert.Equal("private key", SecretScan.FirstInQuote("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB")?.Name);
}

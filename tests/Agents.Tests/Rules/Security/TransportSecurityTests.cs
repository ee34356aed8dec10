namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class TransportSecurityTests
{
    [Theory]
    [InlineData("tls/verification-off", "a.cs", "handler.ServerCertificateCustomValidationCallback = (message, cert, chain, errors) => true;")]
    [InlineData("tls/verification-off", "a.cs", "handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;")]
    [InlineData("tls/verification-off", "a.cs", "ServicePointManager.ServerCertificateValidationCallback += delegate { return true; };")]
    [InlineData("tls/verification-off", "a.py", "requests.get(url, verify=False)")]
    [InlineData("tls/verification-off", "a.py", "context = ssl._create_unverified_context()")]
    [InlineData("tls/verification-off", "a.js", "const agent = new https.Agent({ rejectUnauthorized: false });")]
    [InlineData("tls/verification-off", "a.js", "process.env.NODE_TLS_REJECT_UNAUTHORIZED = \"0\";")]
    [InlineData("tls/verification-off", "A.java", "public void checkServerTrusted(X509Certificate[] c, String a) {}")]
    [InlineData("tls/verification-off", "A.java", "builder.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);")]
    [InlineData("tls/old-protocol", "a.cs", "ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3;")]
    [InlineData("tls/old-protocol", "a.py", "context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)")]
    [InlineData("tls/old-protocol", "a.js", "const o = { minVersion: \"TLSv1\" };")]
    [InlineData("tls/old-protocol", "A.java", "SSLContext.getInstance(\"SSLv3\");")]
    [InlineData("tls/verification-off", "a.go", "t := &tls.Config{InsecureSkipVerify: true}")]
    [InlineData("tls/verification-off", "a.php", "<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("tls/verification-off", "a.cs", "handler.ServerCertificateCustomValidationCallback = (message, cert, chain, errors) => errors == SslPolicyErrors.None;")]
    [InlineData("tls/verification-off", "a.py", "requests.get(url, verify=True)")]
    [InlineData("tls/verification-off", "a.py", "jwt.decode(token, verify=False)")]
    [InlineData("tls/verification-off", "a.js", "const agent = new https.Agent({ rejectUnauthorized: true });")]
    [InlineData("tls/verification-off", "a.js", "const s = secure ? !!options.rejectUnauthorized : false;")]
    [InlineData("tls/verification-off", "A.java", "public void checkServerTrusted(X509Certificate[] c, String a) { inner.checkServerTrusted(c, a); }")]
    [InlineData("tls/old-protocol", "a.cs", "options.SslProtocols = SslProtocols.Tls12;")]
    [InlineData("tls/old-protocol", "a.py", "context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)")]
    [InlineData("tls/old-protocol", "A.java", "SSLContext.getInstance(\"TLSv1.2\");")]
    [InlineData("tls/verification-off", "a.go", "t := &tls.Config{InsecureSkipVerify: false}")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

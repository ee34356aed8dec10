using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class TransportSecurity : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "tls/verification-off",
            Agent = AgentName.Security,
            Cwe = "CWE-295",
            Severity = Severity.High,
            SeverityReason = "Anybody on the way can read and change the traffic, credentials included.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted code switches the check off; only a condition around it could limit that.",
            Title = "TLS certificate check switched off",
            Message = "Every certificate is accepted, so the connection is encrypted with whoever answers.",
            Fix = "Leave the check on; for a private authority, add its certificate to the trusted ones.",
            Detectors =
            [
                new PatternDetector(Languages.CSharp, ["DangerousAcceptAnyServerCertificateValidator"], @"=\s*(?:[\w.]+\.)?DangerousAcceptAnyServerCertificateValidator", Sight.CodeOnly),
                new PatternDetector(Languages.CSharp, ["CertificateCustomValidationCallback", "CertificateValidationCallback"], @"Certificate(?:Custom)?ValidationCallback\s*\+?=\s*(?:delegate\b[^{;]*\{\s*return true;|(?:\([^)]*\)|\w+)\s*=>\s*(?:true\b|\{\s*return true;))", Sight.CodeOnly),
                new PatternDetector(Languages.Python, ["verify", "_create_unverified_context"], @"\b(?:requests|session|client|httpx)\w*\.?\w*(?:\.\w+)*\([^;]*\bverify\s*=\s*False\b|\b(?:session|self\.session|s)\.verify\s*=\s*False\b|ssl\._create_unverified_context\(", Sight.CodeOnly) { Unless = "^def " },
                new PatternDetector(Languages.Python, ["CERT_NONE"], @"\.verify_mode\s*=\s*(?:ssl\.)?CERT_NONE|cert_reqs\s*=\s*(?:ssl\.|'|"")?CERT_NONE"),
                new PatternDetector(Languages.Script, ["rejectUnauthorized", "NODE_TLS_REJECT_UNAUTHORIZED"], @"(?:^|[^.\w])rejectUnauthorized['""]?\s*:\s*false\b|process\.env\.?\[?['""]?NODE_TLS_REJECT_UNAUTHORIZED['""]?\]?\s*=\s*['""]?0"),
                new PatternDetector(Languages.Java, ["checkServerTrusted("], @"void checkServerTrusted\([^)]*\)[^{]*\{\s*\}", Sight.CodeOnly),
                new PatternDetector(Languages.Java, ["NoopHostnameVerifier", "ALLOW_ALL_HOSTNAME_VERIFIER", "setHostnameVerifier(", "AllHostnameVerifier", "TrustAllStrategy"], @"NoopHostnameVerifier\.INSTANCE|\bALLOW_ALL_HOSTNAME_VERIFIER|[hH]ostnameVerifier\(\s*\([^)]*\)\s*->\s*true|new (?:AllowAllHostnameVerifier|TrustAllStrategy)\(|TrustAllStrategy\.INSTANCE", Sight.CodeOnly),
                new PatternDetector(Languages.Go, ["InsecureSkipVerify"], @"InsecureSkipVerify\s*[:=]\s*true", Sight.CodeOnly),
                new PatternDetector(Languages.Php, ["CURLOPT_SSL_VERIFY"], @"CURLOPT_SSL_VERIFY(?:PEER|HOST)\s*(?:,|=>)\s*(?:false|0)"),
                new TextDetector([".sh", ".bash", "dockerfile", "makefile"], ["StrictHostKeyChecking", "curl", "wget"], @"StrictHostKeyChecking[= ]+no\b|^\s*(?:RUN\s+)?(?:sudo\s+)?(?:curl\s(?:[^|;&]*\s)?(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure)|wget\s(?:[^|;&]*\s)?--no-check-certificate)\s") { Unless = @"^\s*#|localhost|127\.0\.0\.1|\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b" },
                new PatternDetector(Languages.Ruby, ["VERIFY_NONE"], @"=\s*OpenSSL::SSL::VERIFY_NONE", Sight.CodeOnly),
            ],
        },
        new Rule
        {
            Id = "tls/old-protocol",
            Agent = AgentName.Security,
            Cwe = "CWE-327",
            Severity = Severity.Medium,
            SeverityReason = "SSL and TLS before 1.2 have known attacks on confidentiality.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted code names the protocol version.",
            Title = "Outdated TLS version asked for",
            Message = "The connection may use a protocol version that was withdrawn (RFC 8996).",
            Fix = "Let the platform choose, or ask for TLS 1.2 and newer.",
            Detectors =
            [
                new PatternDetector(Languages.CSharp, ["SslProtocols.", "SecurityProtocolType."], @"=[^=;]*\b(?:SslProtocols|SecurityProtocolType)\.(?:Ssl2|Ssl3|Tls|Tls11)\b", Sight.CodeOnly),
                new PatternDetector(Languages.Python, ["PROTOCOL_SSLv", "PROTOCOL_TLSv1", "TLSVersion."], @"(?:SSLContext\(|ssl_version\s*=)\s*(?:ssl\.)?PROTOCOL_(?:SSLv2|SSLv3|TLSv1|TLSv1_1)\b|minimum_version\s*=\s*(?:ssl\.)?TLSVersion\.(?:SSLv3|TLSv1|TLSv1_1)\b", Sight.CodeOnly),
                new PatternDetector(Languages.Script, ["secureProtocol", "minVersion"], @"secureProtocol\s*:\s*['""](?:SSLv[23]|TLSv1(?:_1)?)_|minVersion\s*:\s*['""]TLSv1(?:\.1)?['""]"),
                new PatternDetector(Languages.Go, ["MinVersion"], @"MinVersion\s*:\s*tls\.Version(?:SSL30|TLS10|TLS11)\b", Sight.CodeOnly),
                new PatternDetector(Languages.Java, ["SSLContext.getInstance(", "setEnabledProtocols("], @"SSLContext\.getInstance\(\s*""(?:SSL|SSLv3|TLSv1|TLSv1\.1)""|setEnabledProtocols\([^;]*""(?:SSLv3|TLSv1|TLSv1\.1)"""),
            ],
        },
    ];
}

using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class TokenChecks : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "jwt/signature-not-checked",
            Agent = AgentName.Security,
            Cwe = "CWE-347",
            Severity = Severity.High,
            SeverityReason = "Anybody can write a token that says they are somebody else.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted code switches the check off or accepts unsigned tokens.",
            Title = "Token accepted without a signature check",
            Message = "What this token claims is believed although nobody checked who wrote it.",
            Fix = "Verify the signature with the expected key, and name the one algorithm that is accepted.",
            Detectors =
            [
                new PatternDetector(Languages.Python, ["jwt.decode("], @"\bjwt\.decode\([^;]*(?:\bverify\s*=\s*False\b|verify_signature['""]\s*:\s*False|algorithms\s*=\s*\[[^\]]*['""]none['""])"),
                new PatternDetector(Languages.Script, ["jwt.verify(", "jwt.sign("], @"\bjwt\.(?:verify|sign)\([^;]*\balgorithms?\s*:\s*\[?[^\]}]*['""]none['""]"),
                new PatternDetector(Languages.CSharp, ["RequireSignedTokens", "ValidateIssuerSigningKey"], @"\bRequireSignedTokens\s*=\s*false\b", Sight.CodeOnly),
                new PatternDetector(Languages.CSharp, ["SignatureValidator"], @"\bSignatureValidator\s*=\s*(?:\([^)]*\)|\w+)\s*=>\s*new JwtSecurityToken\(|\bSignatureValidator\s*=\s*delegate", Sight.CodeOnly),
                new PatternDetector(Languages.Java, ["Algorithm.none(", ".parseClaimsJwt(", ".unsecured("], @"\bAlgorithm\.none\(\)|\.parseClaimsJwt\(|\.unsecured\(\)", Sight.CodeOnly),
                new PatternDetector(Languages.Script, ["jwt.decode("], @"\bjwt\.decode\(", Sight.CodeOnly) { OnlyIfFileHas = ["jsonwebtoken"], Unless = "complete|kid|exp\b" },
                new PatternDetector(Languages.Python, ["get_unverified_claims("], @"get_unverified_claims\(", Sight.CodeOnly),
                new PatternDetector(Languages.Php | Languages.Ruby, ["JWT.decode"], @"JWT\.decode\([^)]*,\s*nil\s*,\s*false"),
                new PatternDetector(Languages.Go, [".ParseUnverified("], @"\.ParseUnverified\(", Sight.CodeOnly),
            ],
        },
        new Rule
        {
            Id = "jwt/lifetime-not-checked",
            Agent = AgentName.Security,
            Cwe = "CWE-613",
            Severity = Severity.Medium,
            SeverityReason = "A token that leaked once is good for ever.",
            Confidence = Confidence.High,
            ConfidenceReason = "The quoted code switches the check off.",
            Title = "Token accepted after it expired",
            Message = "The expiry that the token states is not looked at.",
            Fix = "Leave the lifetime check on, with a clock skew of minutes at most.",
            Detectors =
            [
                new PatternDetector(Languages.CSharp, ["ValidateLifetime"], @"\bValidateLifetime\s*=\s*false\b", Sight.CodeOnly),
                new PatternDetector(Languages.Python, ["verify_exp"], @"['""]verify_exp['""]\s*:\s*False"),
                new PatternDetector(Languages.Script, ["ignoreExpiration"], @"\bignoreExpiration\s*:\s*true\b", Sight.CodeOnly),
            ],
        },
    ];
}

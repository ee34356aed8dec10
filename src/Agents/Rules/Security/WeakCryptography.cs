using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class WeakCryptography : IRuleFamily
{
    private const string SecretPurpose = @"passw|pwd|secret|\btoken|_token|token_|accesstoken|resettoken|\botp\b|nonce|session_?id|sessionkey|api_?key|\bsalt|_salt|salt\b|credential|signature|verification_?code|invite_?code|csrf";
    private const string RandomPurpose = @"reset_?code|reset_?token|generate_?token|session_?(?:id|token)|\botp\b|verification_?code|auth_?token|access_?token|api_?key|generate_?password|temp(?:orary)?_?password|def token|func token|two_?factor|pin_?code|generate_?(?:otp|code)|\blogin\b|api_?token|share_?(?:link|token|code)|pickup_?code|random_?(?:code|token)|exam_?code|ticket|coupon_?code|voucher_?code|\bforgot";
    private const string HashPurpose = @"passw|pwd\b|credential|signature|\bsign\b|_sign\b|\bhmac|auth_?token|certificate|\bpin(?:\b|_|hash|code|digest)|_pin\b|driverpin";

    public IEnumerable<Rule> Rules => [BrokenHash, BrokenCipher, PredictableRandom, ShortKey];

    private static Rule BrokenHash => new()
    {
        Id = "weak-crypto/broken-hash",
        Agent = AgentName.Security,
        Cwe = "CWE-327",
        Severity = Severity.Medium,
        SeverityReason = "Passwords under this hash are recovered by trying billions a second, and signatures over it can be forged.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "Names near by speak of passwords or signatures; what the hash is for is not shown beyond that.",
        Title = "MD5 or SHA-1 used where an attacker gains by breaking it",
        Message = "The hash is fast and broken, and names near by say that a password or a signature depends on it.",
        Fix = "Hash passwords with Argon2, bcrypt or PBKDF2; sign and fingerprint with SHA-256 or an HMAC of it.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["MD5.", "SHA1.", "MD5Crypto", "SHA1Managed", "SHA1Crypto"], @"\b(?:MD5|SHA1)\.(?:Create|HashData)\(|new (?:MD5|SHA1)\w+\(", Sight.CodeOnly) { OnlyNear = HashPurpose },
            new PatternDetector(Languages.Python, ["md5(", "sha1("], @"\bhashlib\.(?:md5|sha1)\(", Sight.CodeOnly) { OnlyNear = HashPurpose, Unless = @"usedforsecurity\s*=\s*False" },
            new PatternDetector(Languages.Script, ["createHash("], @"createHash\(\s*['""`](?:md5|sha1)['""`]") { OnlyNear = HashPurpose },
            new PatternDetector(Languages.Java, ["MessageDigest.getInstance(", "DigestUtils."], @"MessageDigest\.getInstance\(\s*""(?:MD5|SHA-?1)""|DigestUtils\.(?:md5|sha1)") { OnlyNear = HashPurpose },
            new PatternDetector(Languages.Php, ["md5(", "sha1("], @"\b(?:md5|sha1)\(") { OnlyNear = HashPurpose },
            new PatternDetector(Languages.Go, ["md5.", "sha1."], @"\b(?:md5|sha1)\.(?:Sum|New)\(", Sight.CodeOnly) { OnlyNear = HashPurpose },
            new PatternDetector(Languages.Ruby, ["MD5", "SHA1"], @"Digest::(?:MD5|SHA1)", Sight.CodeOnly) { OnlyNear = HashPurpose },
        ],
    };

    private static Rule BrokenCipher => new()
    {
        Id = "weak-crypto/broken-cipher",
        Agent = AgentName.Security,
        Cwe = "CWE-327",
        Severity = Severity.Medium,
        SeverityReason = "What is encrypted this way can be read, or shows which parts of it are equal.",
        Confidence = Confidence.High,
        ConfidenceReason = "The quoted code names the cipher or mode.",
        Title = "Broken cipher or mode",
        Message = "DES, triple DES, RC2, RC4 and Blowfish are broken or too short, and the ECB mode encrypts equal blocks to equal blocks.",
        Fix = "Use AES-GCM or ChaCha20-Poly1305 with a fresh nonce for each message.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["DES.Create(", "RC2.Create(", "CipherMode.ECB", "CryptoServiceProvider("], @"\b(?:DES|TripleDES|RC2)\.Create\(|=\s*CipherMode\.ECB\b|new (?:DES|TripleDES|RC2)CryptoServiceProvider\(", Sight.CodeOnly),
            new PatternDetector(Languages.Python, ["DES.new(", "DES3.new(", "ARC4.new(", "ARC2.new(", "Blowfish.new(", "MODE_ECB", "modes.ECB(", "algorithms."], @"\b(?:DES3?|ARC[24]|Blowfish)\.new\(|\.MODE_ECB\s*\)|\bmodes\.ECB\(\)|\balgorithms\.(?:ARC4|TripleDES|Blowfish|IDEA)\(", Sight.CodeOnly),
            new PatternDetector(Languages.Script, ["createCipher", "createDecipher"], @"create(?:Ciph|Deciph)er(?:iv)?\(\s*['""`](?:des|rc4|rc2|bf|aes-\d+-ecb)\b|\bcrypto\.createCipher\("),
            new PatternDetector(Languages.Java, ["Cipher.getInstance("], @"Cipher\.getInstance\(\s*""(?:DES|DESede|RC4|RC2|ARCFOUR|Blowfish|AES""|AES/ECB)"),
        ],
    };

    private static Rule PredictableRandom => new()
    {
        Id = "weak-crypto/predictable-random",
        Agent = AgentName.Security,
        Cwe = "CWE-338",
        Severity = Severity.Medium,
        SeverityReason = "Who sees a few values can compute the others, and with them take over sessions or accounts.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "Names in the statement speak of a secret; what the value protects is not shown beyond that.",
        Title = "Secret made by a predictable random generator",
        Message = "This generator is made for simulations: its state can be recovered from its output.",
        Fix = "Use the cryptographic generator: RandomNumberGenerator, secrets, crypto.randomBytes, SecureRandom.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["new Random(", "Random.Shared"], $@"(?i)(?:{SecretPurpose})[^;]*(?:new Random\(|Random\.Shared)"),
            new PatternDetector(Languages.Python, ["random."], $@"(?i:{SecretPurpose})[\w\s]*=.*\brandom\.(?:random|randint|choice|choices|randrange|sample|getrandbits)\(") { Unless = "SystemRandom" },
            new PatternDetector(Languages.Script, ["Math.random("], $@"(?i:{SecretPurpose})[^;]*Math\.random\("),
            new PatternDetector(Languages.Java, ["new Random(", "Math.random(", "RandomStringUtils.random"], $@"(?i:{SecretPurpose})[^;]*(?:new Random\(|Math\.random\(|RandomStringUtils\.random)"),
            new PatternDetector(Languages.Script, ["Math.random("], @"Math\.random\(", Sight.CodeOnly) { OnlyNear = RandomPurpose },
            new PatternDetector(Languages.Java, ["new Random("], @"new Random\([^)]*\)", Sight.CodeOnly) { OnlyNear = RandomPurpose },
            new PatternDetector(Languages.CSharp, ["ng.Next(", "andom.Next("], @"\b\w*(?:[rR]ng|[rR]andom)\.Next\(", Sight.CodeOnly) { OnlyNear = RandomPurpose },
            new PatternDetector(Languages.Go, ["rand."], @"\bm?rand\.(?:Int|Intn|Int63|Int31n?|Uint32|Read|Perm)\(", Sight.CodeOnly) { OnlyNear = RandomPurpose, OnlyIfFileHas = ["math/rand"] },
            new PatternDetector(Languages.Php, ["rand(", "uniqid("], @"\b(?:mt_rand|rand|uniqid)\(") { OnlyNear = RandomPurpose },
            new PatternDetector(Languages.Ruby, ["rand("], @"(?:^|[^.\w])rand\(|\bRandom\.rand\(") { OnlyNear = RandomPurpose },
            new PatternDetector(Languages.Python, ["random."], @"(?:^|[^.\w])random\.(?:random|randint|choice|choices|randrange|sample|getrandbits)\(", Sight.CodeOnly) { OnlyNear = RandomPurpose, Unless = "SystemRandom" },
        ],
    };

    private static Rule ShortKey => new()
    {
        Id = "weak-crypto/short-key",
        Agent = AgentName.Security,
        Cwe = "CWE-326",
        Severity = Severity.Medium,
        SeverityReason = "Keys of this length have been factored, or will be soon.",
        Confidence = Confidence.High,
        ConfidenceReason = "The quoted code states the length.",
        Title = "Asymmetric key that is too short",
        Message = "An RSA or DSA key below 2048 bits can be broken by a well-funded attacker.",
        Fix = "Use 3072 bits for RSA, or an elliptic curve such as P-256 or Ed25519.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["RSA.Create(", "DSA.Create(", "RSACryptoServiceProvider("], @"\b(?:[RD]SA\.Create|RSACryptoServiceProvider)\(\s*(?:512|768|1024)\s*\)", Sight.CodeOnly),
            new PatternDetector(Languages.Python, ["key_size", "RSA.generate("], @"(?:generate_private_key\(.*key_size\s*=\s*|RSA\.generate\(\s*)(?:512|768|1024)\b", Sight.CodeOnly),
            new PatternDetector(Languages.Script, ["modulusLength"], @"modulusLength\s*:\s*(?:512|768|1024)\b", Sight.CodeOnly),
            new PatternDetector(Languages.Java, [".initialize("], @"\.initialize\(\s*(?:512|768|1024)\b", Sight.CodeOnly) { OnlyIfFileHas = ["\"RSA\"", "\"DSA\""] },
        ],
    };
}

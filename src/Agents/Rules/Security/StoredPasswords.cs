using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Passwords that are kept or compared as they are, or under a hash that is too fast.</summary>
internal sealed class StoredPasswords : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "password-storage/compared-as-text",
            Agent = AgentName.Security,
            Cwe = "CWE-256",
            Severity = Severity.Medium,
            SeverityReason = "Whoever reads the database has every password, and with them accounts elsewhere.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The password is compared with what is stored; that the one was hashed before is not ruled out.",
            Title = "Password compared with a stored one as text",
            Message = "Passwords that can be compared as text are stored as text.",
            Fix = "Store a hash made for passwords (Argon2, bcrypt, PBKDF2) and let its library compare.",
            Detectors =
            [
                new PatternDetector(Languages.Python, ["password"], @"(?:\w+\.password|\[['""]password['""]\])\s*==\s*(?:password|passwd|pwd|request\.|data|form)|\b(?:password|passwd|pwd)\s*(?:==|!=)\s*(?:\w+\.password\b|\w+\[['""]password['""]\])|\w+\.password\s*!=\s*(?:password|data|form|request)") { Unless = "(?i)hash|confirm|password2|repeat|verify" },
                new PatternDetector(Languages.Python, ["filter_by("], @"filter_by\([^)]*\bpassword\s*=\s*(?:password|passwd|pwd|request\.|data|form)") { Unless = "(?i)hash" },
                new PatternDetector(Languages.Script, ["password"], @"\.password\s*[!=]==?\s*(?:password|req\.body|pwd)|\b(?:password|req\.body\.password)\s*[!=]==?\s*(?:\w+\.)+password\b|findOne\([^)]*\bpassword\b\s*[,:}]") { Unless = "(?i)hash|confirm|repeat|bcrypt|select" },
                new PatternDetector(Languages.Java | Languages.CSharp, ["assword"], @"(?i)\.(?:get)?password(?:\(\))?\s*(?:==|\.equals\()\s*\(?(?:password|\w+\.(?:get)?password)|\bpassword\.equals\(\s*\w+\.getPassword\(") { Unless = "(?i)hash|confirm|repeat|encod" },
                new PatternDetector(Languages.Flowing, ["assword = ", "assword=", "ASSWORD = "], @"(?i)\bselect\b.*\bwhere\b.*\bpassword\s*=\s*(?:'|\?|%s|\$\d|:\w|\{|""\s*\+|@\w)") { Unless = @"(?i)hash|md5\(|sha\d|crypt\(|password\(" },
            ],
        },
        new Rule
        {
            Id = "password-storage/fast-hash",
            Agent = AgentName.Security,
            Cwe = "CWE-916",
            Severity = Severity.Medium,
            SeverityReason = "A graphics card tries billions of passwords a second against this hash.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Names in the statement say that a password is hashed; that it is stored so is not shown here.",
            Title = "Password hashed with a fast function",
            Message = "SHA-2 by itself is made to be fast, which helps whoever guesses.",
            Fix = "Use Argon2, bcrypt or PBKDF2 with a salt for each password.",
            Detectors =
            [
                new PatternDetector(Languages.Python, ["sha256(", "sha512(", "sha224(", "sha384("], @"\bhashlib\.sha(?:224|256|384|512)\([^)]*(?i:passw|pwd)") { Unless = "pbkdf2|hmac" },
                new PatternDetector(Languages.Script, ["createHash("], @"createHash\(\s*['""]sha(?:256|512)['""]\)[^;]*(?i:passw|pwd)"),
                new PatternDetector(Languages.Php, ["hash("], @"\bhash\(\s*['""]sha(?:256|512)['""]\s*,[^;]*(?i:passw|pwd)"),
                new PatternDetector(Languages.Java, ["MessageDigest.getInstance("], @"MessageDigest\.getInstance\(\s*""SHA-(?:256|512)""\)[^;]*(?i:passw|pwd)"),
                new PatternDetector(Languages.CSharp, ["SHA256", "SHA512"], @"SHA(?:256|512)\.HashData\([^;]*(?i:passw|pwd)", Sight.CodeOnly),
                new PatternDetector(Languages.Go, ["sha256.Sum", "sha512.Sum"], @"sha(?:256|512)\.Sum\w*\([^;]*(?i:passw|pwd)", Sight.CodeOnly),
                new PatternDetector(Languages.Ruby, ["Digest::SHA"], @"Digest::SHA\d+\.\w+\(?[^;]*(?i:passw|pwd)", Sight.CodeOnly),
            ],
        },
    ];
}

using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Settings of web frameworks that take a protection away.</summary>
internal sealed class WebSettings : IRuleFamily
{
    public IEnumerable<Rule> Rules => [DebugMode, InsecureCookie, BareCookie, AnyOrigin, EveryOrigin, ForgeryCheckOff];

    private static Rule DebugMode => new()
    {
        Id = "debug/enabled",
        Agent = AgentName.Security,
        Cwe = "CWE-489",
        Severity = Severity.Medium,
        SeverityReason = "Error pages show source and settings, and Flask's debugger runs code for whoever reaches it.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "The mode is switched on in code; that this code runs in production is not shown here.",
        Title = "Debug mode switched on",
        Message = "Debug mode is meant for a developer's machine and stands in code without a condition.",
        Fix = "Take the mode from the environment, off by default.",
        Detectors =
        [
            new PatternDetector(Languages.Python, ["debug"], @"\bapp\.run\(.*\bdebug\s*=\s*True\b|\bapp\.debug\s*=\s*True\b", Sight.CodeOnly),
            new PatternDetector(Languages.Python, ["DEBUG"], @"^DEBUG\s*=\s*True\b", Sight.CodeOnly) { OnlyIfFileHas = ["INSTALLED_APPS", "MIDDLEWARE"] },
            new PatternDetector(Languages.CSharp, ["UseDeveloperExceptionPage("], @"\.UseDeveloperExceptionPage\(", Sight.CodeOnly) { UnlessFileHas = ["IsDevelopment("] },
        ],
    };

    private static Rule InsecureCookie => new()
    {
        Id = "cookies/protection-off",
        Agent = AgentName.Security,
        Cwe = "CWE-614",
        Severity = Severity.Low,
        SeverityReason = "The cookie is sent without encryption, or script on the page can read it.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "A protection is switched off by name; what the cookie holds is not shown here.",
        Title = "Cookie protection switched off",
        Message = "The cookie lacks a protection that browsers offer.",
        Fix = "Set Secure and HttpOnly, and SameSite to Lax or Strict, for cookies that identify anybody.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["HttpOnly", "Secure", "CookieSecurePolicy.None"], @"[cC]ookie\w*(?:\.\w+)*\.(?:HttpOnly|Secure)\s*=\s*false\b|new CookieOptions\b[^;]*\b(?:HttpOnly|Secure)\s*=\s*false\b|=\s*CookieSecurePolicy\.None\b", Sight.CodeOnly),
            new PatternDetector(Languages.Python, ["set_cookie("], @"\.set_cookie\(.*\b(?:httponly|secure)\s*=\s*False\b", Sight.CodeOnly),
            new PatternDetector(Languages.Python, ["_COOKIE_SECURE", "_COOKIE_HTTPONLY"], @"(?:SESSION|CSRF|REMEMBER)_COOKIE_(?:SECURE|HTTPONLY)['""]?\]?\s*=\s*False\b"),
            new PatternDetector(Languages.Script, ["httpOnly", "secure"], @"(?i)cookie[\s\S]*\b(?:httpOnly|secure)\s*:\s*false\b", Sight.CodeOnly),
            new PatternDetector(Languages.Java, [".setHttpOnly(", ".setSecure("], @"\w*[cC]ookie\w*\.set(?:HttpOnly|Secure)\(\s*false\s*\)", Sight.CodeOnly),
        ],
    };

    private static Rule BareCookie => new()
    {
        Id = "cookies/without-protection",
        Agent = AgentName.Security,
        Cwe = "CWE-614",
        Severity = Severity.Low,
        SeverityReason = "The cookie is sent without encryption, and script on the page can read it.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "The cookie's name says that it identifies somebody, and no protection is asked for.",
        Title = "Cookie that identifies somebody set without protection",
        Message = "Browsers protect a cookie only where they are asked to.",
        Fix = "Set Secure and HttpOnly, and SameSite to Lax or Strict.",
        Detectors =
        [
            new PatternDetector(Languages.Python, ["set_cookie("], @"(?i)\.set_cookie\(\s*(?:key\s*=\s*)?['""]\w*(?:session|token|auth|user|jwt|remember|sid|login)\w*['""]") { Unless = @"(?i)httponly\s*=\s*(?:True|\w+)|\*\*|expires\s*=\s*0|max_age\s*=\s*0" },
            new PatternDetector(Languages.Script, [".cookie("], @"(?i)\bres(?:ponse)?\.cookie\(\s*['""]\w*(?:session|token|auth|user|jwt|remember|sid|login)\w*['""]") { Unless = @"httpOnly|\.\.\.|[oO]ptions|[cC]onfig|maxAge\s*:\s*0" },
            new PatternDetector(Languages.Php, ["setcookie("], @"(?i)\bsetcookie\(\s*['""]\w*(?:session|token|auth|user|jwt|remember|sid|login)\w*['""]") { Unless = @"(?i)httponly|true|\$options|\btime\(\)\s*-" },
            new PatternDetector(Languages.Java, ["new Cookie("], @"(?i)new Cookie\(\s*""\w*(?:session|token|auth|user|jwt|remember|sid|login)\w*""") { UnlessFileHas = ["setHttpOnly("] },
            new PatternDetector(Languages.Go, ["http.Cookie{"], @"http\.Cookie\{") { UnlessFileHas = ["HttpOnly"] },
        ],
    };

    private static Rule EveryOrigin => new()
    {
        Id = "cors/any-origin",
        Agent = AgentName.Security,
        Cwe = "CWE-942",
        Severity = Severity.Low,
        SeverityReason = "Any web page can read the answers; how bad that is depends on what they say.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "Every origin is let in by the quoted code; that the answers are meant for all is not ruled out.",
        Title = "Any origin may read the answers",
        Message = "Pages of every site may read what this service answers.",
        Fix = "List the origins that may call.",
        Detectors =
        [
            new PatternDetector(Languages.Python, ["CORS("], @"^CORS\(\s*\w+\s*\)|\bCORS\(.*origins\s*=\s*\[?['""]\*") { OnlyIfFileHas = ["flask_cors"] },
            new PatternDetector(Languages.Python, ["allow_origins", "CORS_ORIGIN_ALLOW_ALL", "CORS_ALLOW_ALL_ORIGINS"], @"allow_origins\s*=\s*\[\s*['""]\*|CORS_(?:ORIGIN_ALLOW_ALL|ALLOW_ALL_ORIGINS)\s*=\s*True"),
            new PatternDetector(Languages.Flowing, ["Access-Control-Allow-Origin"], @"Access-Control-Allow-Origin['""]?\]?\s*(?:,|:|=|=>)\s*['""]?\*"),
            new PatternDetector(Languages.Script, ["cors()"], @"\.use\(\s*cors\(\)\s*\)", Sight.CodeOnly),
            new PatternDetector(Languages.Java, ["@CrossOrigin", "allowedOrigins("], @"@CrossOrigin\(\s*(?:origins\s*=\s*)?""\*""|allowedOrigins\(\s*""\*"""),
            new PatternDetector(Languages.CSharp, ["AllowAnyOrigin("], @"\.AllowAnyOrigin\(", Sight.CodeOnly),
        ],
    };

    private static Rule AnyOrigin => new()
    {
        Id = "cors/any-origin-with-credentials",
        Agent = AgentName.Security,
        Cwe = "CWE-942",
        Severity = Severity.High,
        SeverityReason = "Any web page can act as the visitor here and read the answers.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "Every origin is let in by the quoted code; that credentials matter here is not proven beyond it.",
        Title = "Any origin may send requests with credentials",
        Message = "The origin of the request is accepted whatever it is, together with cookies.",
        Fix = "List the origins that may call, or leave credentials out.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["SetIsOriginAllowed("], @"SetIsOriginAllowed\(\s*\(?\w*\)?\s*=>\s*true\s*\)", Sight.CodeOnly) { OnlyIfFileHas = ["AllowCredentials("] },
            new PatternDetector(Languages.Script, ["cors("], @"\bcors\(\s*\{[^}]*\borigin\s*:\s*true\b[^}]*\bcredentials\s*:\s*true|\bcors\(\s*\{[^}]*\bcredentials\s*:\s*true\b[^}]*\borigin\s*:\s*true", Sight.CodeOnly),
            new PatternDetector(Languages.Script, ["enableCors("], @"enableCors\(\s*\{[^}]*\borigin\s*:\s*true\b[^}]*\bcredentials\s*:\s*true", Sight.CodeOnly),
            new PatternDetector(Languages.Script, ["origin:"], @"\borigin:\s*\(?\s*\w+\s*,\s*\w+\s*\)?\s*=>\s*(?:cb|callback|done|next)\(\s*null\s*,\s*(?:true|origin|\w+\s*\|\|\s*true)\s*\)") { OnlyIfFileHas = ["credentials: true"] },
            new PatternDetector(Languages.Go, ["Access-Control-Allow-Origin"], @"Set\(\s*""Access-Control-Allow-Origin""\s*,\s*(?:\w+|r\.Header\.Get\(""Origin""\))\s*\)") { OnlyIfFileHas = ["Allow-Credentials"], Unless = "llowed|rigins" },
            new PatternDetector(Languages.Script, ["Access-Control-Allow-Origin"], @"Access-Control-Allow-Origin['""]\s*,\s*req\.(?:headers\.origin|header\(|get\()") { OnlyIfFileHas = ["Allow-Credentials"] },
            new PatternDetector(Languages.Python, ["CORS("], @"\bCORS\((?:.*supports_credentials\s*=\s*True)") { Unless = @"origins\s*=\s*(?:\[?['""]http|[A-Za-z_])" },
            new PatternDetector(Languages.Java, ["@CrossOrigin("], @"@CrossOrigin\([^)]*""\*""[^)]*allowCredentials\s*=\s*""true"""),
        ],
    };

    private static Rule ForgeryCheckOff => new()
    {
        Id = "csrf/check-off",
        Agent = AgentName.Security,
        Cwe = "CWE-352",
        Severity = Severity.Medium,
        SeverityReason = "A page elsewhere can make a visitor's browser send this request with the visitor's cookies.",
        Confidence = Confidence.Low,
        ConfidenceReason = "An endpoint without cookies, such as a webhook, needs no check; which it is must be judged by a person.",
        Title = "Cross-site request forgery check switched off",
        Message = "The framework's check is switched off here.",
        Fix = "Leave the check on for everything that a browser with cookies may call.",
        Detectors =
        [
            new PatternDetector(Languages.CSharp, ["IgnoreAntiforgeryToken", "DisableAntiforgery("], @"\[IgnoreAntiforgeryToken|\.DisableAntiforgery\(", Sight.CodeOnly),
            new PatternDetector(Languages.Python, ["@csrf_exempt"], "^@csrf_exempt", Sight.CodeOnly),
            new PatternDetector(Languages.Java, ["csrf"], @"csrf\(\)\s*\.disable\(\)|csrf\(\s*\w+\s*->\s*\w+\.disable\(\)|csrf\(AbstractHttpConfigurer::disable\)|csrf\(CsrfConfigurer::disable\)", Sight.CodeOnly),
            new PatternDetector(Languages.Ruby, ["skip_before_action", "skip_forgery_protection"], @"skip_before_action\s+:verify_authenticity_token|skip_forgery_protection"),
            new PatternDetector(Languages.Python, ["WTF_CSRF_ENABLED", "CsrfViewMiddleware", "csrf_protect"], @"WTF_CSRF_ENABLED['""]?\]?\s*=\s*False"),
        ],
    };
}

using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Who may do what: told by comparing the routes of a service with each other.</summary>
internal sealed class AccessControl : IRuleFamily
{
    private static readonly Regex Public = Pattern.IgnoringCase(@"log_?in|sign_?in|register|sign_?up|log_?out|reset|forgot|recover|webhook|callback|contact|subscribe|health|ping|search|feedback|oauth|token|verify|confirm|activate|csp|preview|password|captcha");
    private static readonly Regex Sensitive = Pattern.IgnoringCase(@"admin|debug|backup|internal|/users?\b|delete|remove|config|settings|export|promote|role");
    private static readonly Regex Login = Pattern.IgnoringCase(@"/(?:api/)?(?:\w+/)*(?:log-?in|sign-?in|authenticate)\b");
    private static readonly Regex Limit = Pattern.IgnoringCase(@"limiter|rate_?limit|throttl|lockout|failed_?(?:login|attempt)|login_?attempts|captcha|slow_?down|axes|brute");
    private static readonly Regex Fetch = Pattern.Of(@"\.(?:get|get_or_404|first_or_404|findById|findByPk|findOne|find_one)\(\s*(?:\{\s*_?id\s*:\s*)?(?:\w+,\s*)?(?:p?k\s*=\s*|id\s*=\s*)?(?:req\.params\.)?\w*[iI]d\b|filter_by\(\s*id\s*=|get_object_or_404\(\w+,\s*(?:pk|id)\s*=|(?i:where\s+(?:\w+\.)?\w*id\s*=)");
    private static readonly Regex Owner = Pattern.IgnoringCase(@"current_?user|session|g\.user|owner|user_?id|author|is_?admin|req\.user|request\.user|belongs|permission|identity|role");
    private static readonly Regex Owned = Pattern.IgnoringCase(@"user|account|order|invoice|profile|message|note|document|payment|transaction|card|address|ticket|file|report|booking|cart|record");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "authorization/route-without-check",
            Agent = AgentName.Security,
            Cwe = "CWE-862",
            Severity = Severity.Medium,
            SeverityReason = "Anybody can change what only some should be able to change.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Other routes here ask who calls and this one does not; a check elsewhere, such as before all routes, is not ruled out.",
            Title = "Route that changes something and asks nobody who they are",
            Message = "Nothing before this route or in it looks at who sends the request.",
            Fix = "Require a signed-in user with the right to do this, as the routes beside it do.",
            Detectors = [new FileDetector(Languages.Python | Languages.Script, Unguarded)],
        },
        new Rule
        {
            Id = "authorization/record-of-anybody",
            Agent = AgentName.Security,
            Cwe = "CWE-639",
            Severity = Severity.Medium,
            SeverityReason = "Whoever is signed in can count through the ids and reach what belongs to others.",
            Confidence = Confidence.Low,
            ConfidenceReason = "The record is fetched by an id of the request and no owner is looked at; whether it has one is not shown here.",
            Title = "Record fetched by the request's id, whoever owns it",
            Message = "Nothing here compares the record's owner with who sends the request.",
            Fix = "Select the record by its id and its owner together.",
            Detectors = [new FileDetector(Languages.Python | Languages.Script, OfAnybody)],
        },
        new Rule
        {
            Id = "login/no-limit",
            Agent = AgentName.Security,
            Cwe = "CWE-307",
            Severity = Severity.Low,
            SeverityReason = "Passwords can be tried as fast as the server answers.",
            Confidence = Confidence.Low,
            ConfidenceReason = "No limit is in the files that were read together; one in front of the service is not ruled out.",
            Title = "Login without a limit on attempts",
            Message = "Nothing here slows down or stops repeated attempts.",
            Fix = "Limit attempts by account and by address, and make each failure slower than the last.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.Python | Languages.Script, Unlimited)],
        },
    ];

    private static IEnumerable<Match> Unguarded(SourceFile file)
    {
        var routes = Routes.Of(file);
        if (routes.Count is 0)
            return [];
        // Where most routes ask, the one that does not stands out; where few do, only a name tells that it should.
        var open = routes.Where(route => !route.IsGuarded && !Public.IsMatch(route.Name)).ToList();
        var mostAsk = routes.Count(route => route.IsGuarded && !Public.IsMatch(route.Name)) is var guarded and > 0 && guarded >= open.Count(route => route.Changes);
        var someAsk = mostAsk || file.Set.Files.Where(other => other.Language == file.Language && !other.IsTest).Any(other => Routes.Of(other).Any(route => route.IsGuarded && !Public.IsMatch(route.Name)));
        return open.Where(route => (route.Changes && mostAsk) || (Sensitive.IsMatch(route.Name) && (route.Changes || someAsk))).Select(route => At(file, route.At));
    }

    private static IEnumerable<Match> OfAnybody(SourceFile file) => Routes.Of(file)
        .Where(route => (route.Name.Contains("id", StringComparison.OrdinalIgnoreCase)) && Owned.IsMatch(route.Name) && Fetch.IsMatch(route.Code) && !Owner.IsMatch(Body(route.Code)))
        .Select(route => At(file, route.At + Fetch.Match(route.Code).Index));

    private static IEnumerable<Match> Unlimited(SourceFile file)
    {
        var logins = Routes.Of(file).Where(route => Login.IsMatch(route.Name) && (route.Changes || route.Code.Contains("POST", StringComparison.Ordinal))).ToList();
        return logins.Count is 0 || file.Set.Files.Any(other => Limit.IsMatch(other.Text)) ? [] : logins.Select(route => At(file, route.At));
    }

    // The head of a route names its parameters, which say nothing of an owner.
    private static string Body(string code) => code[Math.Max(0, code.IndexOf('\n', StringComparison.Ordinal))..];

    private static Match At(SourceFile file, int at)
    {
        var (start, end) = file.Code.StatementAt(at);
        var line = file.Text.IndexOf('\n', start, end - start);
        return new Match(start, line < 0 ? end : line);
    }
}

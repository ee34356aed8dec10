using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

/// <summary>Who may do what: told by comparing the routes of a service with each other.</summary>
internal sealed class AccessControl : IRuleFamily
{
    private static Regex Public => field ??= Pattern.IgnoringCase(@"log_?in|sign_?in|register|sign_?up|log_?out|reset|forgot|recover|webhook|callback|contact|subscribe|health|\bping\b|search|feedback|oauth|token|verify|confirm|activate|csp|preview|password|captcha|two_?factor|one_?time|\botp\b|invitation");
    private static Regex Sensitive => field ??= Pattern.IgnoringCase(@"admin|debug|backup|internal|/users?\b|delete|remove|config|settings|export|promote|role");
    private static Regex Login => field ??= Pattern.IgnoringCase(@"/(?:api/)?(?:\w+/)*(?:log-?in|sign-?in|authenticate)\b");
    private static Regex Limit => field ??= Pattern.IgnoringCase(@"limiter|rate_?limit|throttl|lockout|failed_?(?:login|attempt)|login_?attempts|captcha|slow_?down|axes|brute");
    private static Regex Fetch => field ??= Pattern.Of(@"\.(?:get|get_or_404|first_or_404|findById|findByPk|findOne|find_one)\(\s*(?:\{\s*_?id\s*:\s*)?(?:\w+,\s*)?(?:p?k\s*=\s*|id\s*=\s*)?(?:req\.params\.)?\w*[iI]d\b|filter_by\(\s*id\s*=|get_object_or_404\(\w+,\s*(?:pk|id)\s*=|(?i:where\s+(?:\w+\.)?\w*id\s*=)|\b[A-Z]\w*(?:\.|::)find(?:OrFail|_by)?\(\s*(?:id:\s*)?(?:params\[:\w*id\]|\$\w*[iI]d\b)|\.objects\.get\(\s*(?:pk|id)\s*=|\.(?:FindAsync|Find|GetById|GetByIdAsync|getById|getReferenceById|findOneBy|FirstOrDefault|FirstOrDefaultAsync|SingleOrDefaultAsync)\(\s*(?:\w+\s*=>\s*\w+\.Id\s*==\s*)?\w*[iI]d\b|\.First\(&\w+,\s*(?:c\.Param|\w*[iI]d\b)");
    private static Regex Owner => field ??= Pattern.IgnoringCase(@"current_?user|(?:^|[^.\w])session[.\[]|g\.user|owner|user_?id|author|is_?admin|req\.user|request\.user|belongs|permission|identity|role|getSession|principal|\bMe\b|\bme\b");
    private static Regex HasId => field ??= Pattern.Of(@"[iI]d\b|[:{<]\w*id|pk");
    private static Regex Owned => field ??= Pattern.IgnoringCase(@"user|account|order|invoice|profile|message|note|document|payment|transaction|card|address|ticket|file|report|booking|cart|record");

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
            Detectors = [new FileDetector(Languages.Flowing, Unguarded)],
        },
        new Rule
        {
            Id = "authorization/opened-by-hand",
            Agent = AgentName.Security,
            Cwe = "CWE-862",
            Severity = Severity.Medium,
            SeverityReason = "Anybody can change what only some should be able to change.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "It is written here that everybody may come in, and the code changes something; that this is meant is not ruled out.",
            Title = "Route that changes something opened to everybody",
            Message = "A mark here takes away the check that would ask who sends the request.",
            Fix = "Take the mark off, and grant the right to those who need it.",
            Detectors =
            [
                new FileDetector(Languages.Python | Languages.Java | Languages.CSharp | Languages.Script, Opened),
                new PatternDetector(Languages.Java, ["permitAll("], @"anyRequest\(\)\s*\.permitAll\(|Matchers?\([^;]*""/(?:\w+/)*(?:admin|internal|manage)\b[^""]*""[^;)]*\)\s*\.permitAll\("),
            ],
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
            Detectors = [new FileDetector(Languages.Flowing, OfAnybody)],
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
        // Where most routes ask, the one that does not stands out; where few do, only a name tells that it should.
        var open = routes.Where(route => route is { IsGuarded: false, IsOpened: false } && !Public.IsMatch(route.Name)).ToList();
        if (open.Count is 0)
            return [];
        var mostAsk = MostAsk(routes, 1) || MostAsk([.. Beside(file).SelectMany(Routes.Of)], 2);
        var someAsk = mostAsk || file.Set.Files.Where(other => other.Language == file.Language && !other.IsTest).Any(other => Routes.Of(other).Any(Asks));
        return open.Where(route => (route.Changes && mostAsk) || (Sensitive.IsMatch(route.Name) && (route.Changes || someAsk))).Select(route => At(file, route.At));
    }

    private static bool MostAsk(IReadOnlyCollection<Route> routes, int times) =>
        routes.Count(Asks) is var guarded and > 0 && guarded >= times * routes.Count(route => route is { IsGuarded: false, Changes: true } && !Public.IsMatch(route.Name));

    private static bool Asks(Route route) => route.IsGuarded && !Public.IsMatch(route.Name);

    private static IEnumerable<SourceFile> Beside(SourceFile file) => file.Set.Files.Where(other => other.Language == file.Language && other.Path.Folder == file.Path.Folder);

    private static IEnumerable<Match> Opened(SourceFile file) => Routes.Of(file)
        .Where(route => route is { IsOpened: true, IsGuarded: false } && (route.Changes || Sensitive.IsMatch(route.Name)) && !Public.IsMatch(route.Name)).Select(route => At(file, route.At));

    private static IEnumerable<Match> OfAnybody(SourceFile file)
    {
        var fetching = Routes.Of(file).Where(route => Fetch.IsMatch(route.Code) && (!Languages.Code.HasFlag(file.Language) || HasId.IsMatch(route.Name) || file.Language is Languages.CSharp)).ToList();
        var someLook = fetching.Exists(route => Owner.IsMatch(Body(route.Code)));
        return fetching.Where(route => !Owner.IsMatch(Body(route.Code)) && (someLook || Owned.IsMatch(route.Name) || Owned.IsMatch(FetchOf(route))))
            .Select(route => At(file, Within(file, route)));
    }

    private static string FetchOf(Route route)
    {
        var found = Fetch.Match(route.Code);
        return route.Code[Math.Max(0, found.Index - 30)..(found.Index + found.Length)];
    }

    // The code of a handler in another file is shown at the route.
    private static int Within(SourceFile file, Route route)
    {
        var at = route.At + Fetch.Match(route.Code).Index;
        return at < file.Text.Length && string.CompareOrdinal(file.Text, route.At, route.Code, 0, Math.Min(40, route.Code.Length)) is 0 ? at : route.At;
    }

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

using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>Routes that are functions or methods with a mark, or members of a class that a framework knows.</summary>
internal static partial class Routes
{
    /// <summary>How a framework marks what answers requests.</summary>
    /// <param name="Route">A mark of a routine that makes it a route.</param>
    /// <param name="Changes">A mark of one that changes something.</param>
    /// <param name="Guard">What of the marks of a routine or its class asks who calls.</param>
    /// <param name="Opened">What of them says that everybody may.</param>
    /// <param name="Everywhere">What a file of the service holds where all routes are guarded.</param>
    private sealed record MarkedRoutes(Regex Route, Regex Changes, Regex Guard, Regex Opened, Regex Everywhere);

    private static Regex Never => field ??= Pattern.Of("[^\\s\\S]");
    private static Regex ChangingName => field ??= Pattern.IgnoringCase(@"^(?:delete|remove|update|edit|create|add|set|destroy|save|promote|grant|ban|approve|reset|toggle|import|upload|transfer|assign|revoke|purge)(?:_|[A-Z]|\b)|(?:delete|update|create|remove)$");

    private static MarkedRoutes Decorated => field ??= new(
        Pattern.Of(@"^@\w+(?:\.\w+)*\.(?:route|get|post|put|patch|delete|api_route)\("),
        Pattern.Of(@"(?i)\.(?:post|put|patch|delete)\(|['""](?:POST|PUT|PATCH|DELETE)['""]"),
        CallerCheck.Words,
        Never,
        Pattern.Of(@"FastAPI\([^)]*dependencies\s*=|@\w+\.before_request\s+def \w*(?:auth|login|user)"));

    private static MarkedRoutes Spring => field ??= new(
        Pattern.Of(@"^@(?:Get|Post|Put|Patch|Delete|Request)Mapping\b|^@(?:GET|POST|PUT|PATCH|DELETE)$|^void do(?:Get|Post|Put|Delete)\("),
        Pattern.Of(@"^@(?:Post|Put|Patch|Delete)Mapping|^@(?:POST|PUT|PATCH|DELETE)$|RequestMethod\.(?:POST|PUT|PATCH|DELETE)|^void do(?:Post|Put|Delete)\("),
        Pattern.Of(@"@(?:Pre|Post)Authorize|@Secured|@RolesAllowed|@Requires\w+|@SaCheck\w+|@AuthenticationPrincipal|\bPrincipal\b|getSession|getRemoteUser|\bAuthentication\b"),
        Pattern.Of(@"@PermitAll\b|permitAll"),
        Pattern.Of(@"anyRequest\(\)\s*\.(?:authenticated|fullyAuthenticated|has\w+|denyAll|access)\(|<intercept-url|implements \w*(?:HandlerInterceptor|Filter)\b|extends \w*(?:OncePerRequestFilter|HandlerInterceptorAdapter)\b"));

    private static MarkedRoutes AspNet => field ??= new(
        Pattern.Of(@"\bHttp(?:Get|Post|Put|Delete|Patch)\b|^\[Route\b|^(?:Task<)?I?ActionResult\b"),
        Pattern.Of(@"\bHttp(?:Post|Put|Delete|Patch)\b"),
        Pattern.Of(@"\[(?:[^\]]*[,\s])?\w*Authori[sz]e\w*\b"),
        Pattern.Of(@"\bAllowAnonymous\b"),
        Pattern.Of(@"FallbackPolicy|new AuthorizeFilter\(|AuthorizeFolder\(""/""|MapControllers\(\)\s*\.RequireAuthorization"));

    private static MarkedRoutes Nest => field ??= new(
        Pattern.Of(@"^@(?:Get|Post|Put|Patch|Delete)\("),
        Pattern.Of(@"^@(?:Post|Put|Patch|Delete)\("),
        Pattern.Of(@"@UseGuards|@Roles\(|@Auth\w*\(|@(?:Current)?User\("),
        Pattern.Of(@"@(?:Public|SkipAuth|AllowAnonymous)\("),
        Pattern.Of("APP_GUARD|useGlobalGuards"));

    private static Regex DjangoEverywhere => field ??= Pattern.Of(@"LoginRequiredMiddleware|DEFAULT_PERMISSION_CLASSES['""]\s*:\s*[\[(]\s*['""][\w.]*Is\w+");
    private static Regex DjangoChange => field ??= Pattern.Of(@"\brequest\.(?:POST|FILES)\b|method\s*[!=]=\s*['""](?:POST|DELETE|PUT)|\.delete\(\)|\.save\(\)|\.objects\.create\(");
    private static Regex DjangoGuard => field ??= Pattern.Of(@"LoginRequired|PermissionRequired|UserPassesTest|permission_classes\s*=\s*[\[(]\s*(?:\w+\.)*(?:Is|Has|Can|Dj|Token|Only)|login_required|method_decorator");
    private static Regex DjangoOpened => field ??= Pattern.Of(@"permission_classes\s*=\s*(?:[\[(]\s*(?:\w+\.)*AllowAny|\[\s*\]|\(\s*\))|@permission_classes\(\s*\[?\s*AllowAny");
    private static Regex WritingView => field ??= Pattern.Of(@"ModelViewSet|(?:Create|Update|Destroy)\w*APIView|(?:Create|Update|Destroy)ModelMixin|\b(?:Create|Update|Delete)View\b");
    private static Regex ViewMethod => field ??= Pattern.Of("^(?:post|put|patch|delete|create|update|destroy|perform_create|perform_update|perform_destroy)$");

    private static IEnumerable<Route> OfMarks(ParsedFile file, MarkedRoutes marked)
    {
        var routes = file.Routines.Where(routine => routine.Marks.Any(marked.Route.IsMatch) && (file.File.Language is Languages.Python || routine.Owner.Length > 0)).ToList();
        if (routes.Count is 0)
            return [];
        var everywhere = AnyFileHas(file.File, marked.Everywhere);
        return routes.Select(routine => Marked(file, routine, marked, everywhere));
    }

    private static Route Marked(ParsedFile file, Routine routine, MarkedRoutes marked, bool everywhere)
    {
        var (marks, code, head) = (string.Join('\n', routine.Marks), file.CodeOf(routine), file.Types.GetValueOrDefault(routine.Owner, ""));
        var isOpened = marked.Opened.IsMatch(marks);
        var asks = marked.Guard.IsMatch(marks) || routine.Parameters.Any(parameter => CallerCheck.Words.IsMatch(parameter.Note)) || CallerCheck.Words.IsMatch(code);
        var changes = routine.Marks.Any(marked.Changes.IsMatch) || ChangingName.IsMatch(routine.Name);
        return new Route(routine.At, $"{head} {routine.Marks.First(mark => marked.Route.IsMatch(mark))} {routine.Name}", code, changes, asks || (!isOpened && (everywhere || marked.Guard.IsMatch(head)))) { IsOpened = isOpened };
    }

    private static IEnumerable<Route> OfDjango(ParsedFile file)
    {
        if (!file.File.Text.Contains("django", StringComparison.Ordinal) && !file.File.Text.Contains("rest_framework", StringComparison.Ordinal))
            yield break;
        var urls = string.Concat(file.File.Set.Files.Where(other => other.Language is Languages.Python && other.Text.Contains("urlpatterns", StringComparison.Ordinal)).Select(other => other.Text[other.Text.IndexOf("urlpatterns", StringComparison.Ordinal)..]));
        var everywhere = AnyFileHas(file.File, DjangoEverywhere);
        foreach (var routine in file.Routines.Where(routine => routine.Owner.Length is 0 && routine.Parameters is [{ Name: "request" }, ..] && IsNamedIn(urls, routine.Name)))
        {
            var (marks, code) = (string.Join('\n', routine.Marks), file.CodeOf(routine));
            var isOpened = DjangoOpened.IsMatch(marks);
            yield return new Route(routine.At, routine.Name, code, DjangoChange.IsMatch(code) || ChangingName.IsMatch(routine.Name), CallerCheck.Words.IsMatch(marks) && !isOpened || CallerCheck.Words.IsMatch(code) || (everywhere && !isOpened)) { IsOpened = isOpened };
        }

        foreach (var (name, head) in file.Types.Where(type => IsNamedIn(urls, type.Key)))
        {
            foreach (var route in OfView(file, name, head, everywhere))
                yield return route;
        }
    }

    private static IEnumerable<Route> OfView(ParsedFile file, string name, string head, bool everywhere)
    {
        var at = file.File.Text.IndexOf($"class {name}", StringComparison.Ordinal);
        if (at < 0)
            yield break;
        var next = file.File.Text.IndexOf("\nclass ", at, StringComparison.Ordinal);
        var code = file.File.Text[at..(next < 0 ? file.File.Text.Length : next)];
        var isOpened = DjangoOpened.IsMatch(code);
        var isGuarded = DjangoGuard.IsMatch(head) || DjangoGuard.IsMatch(code) || (everywhere && !isOpened);
        var methods = file.Routines.Where(routine => routine.Owner == name && ViewMethod.IsMatch(routine.Name)).ToList();
        if (methods.Count is 0 && WritingView.IsMatch(head))
            yield return new Route(at, name, code, Changes: true, isGuarded) { IsOpened = isOpened };
        foreach (var method in methods)
            yield return new Route(method.At, $"{name} {method.Name}", file.CodeOf(method), Changes: true, isGuarded || CallerCheck.Words.IsMatch(file.CodeOf(method))) { IsOpened = isOpened };
    }

    private static bool IsNamedIn(string urls, string name)
    {
        for (var at = urls.IndexOf(name, StringComparison.Ordinal); at >= 0 && name.Length > 0; at = urls.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (!IsWord(urls, at - 1) && !IsWord(urls, at + name.Length))
                return true;
        }

        return false;
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_');
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>A place where a framework hands requests to code.</summary>
/// <param name="At">Where it is declared.</param>
/// <param name="Name">Its path and the name of its code.</param>
/// <param name="Code">The code that answers.</param>
/// <param name="Changes">Whether it is there to change something.</param>
/// <param name="IsGuarded">Whether somebody is asked who they are, before it or in it.</param>
internal sealed record Route(int At, string Name, string Code, bool Changes, bool IsGuarded);

/// <summary>Finds the routes of a file: decorated functions in Python, calls of a router in Express.</summary>
internal static class Routes
{
    private static readonly Regex PythonRoute = Pattern.Of(@"^@\w+(?:\.\w+)*\.(?:route|get|post|put|patch|delete|api_route)\(");
    private static readonly Regex Changing = Pattern.Of(@"(?i)\.(?:post|put|patch|delete)\(|['""](?:POST|PUT|PATCH|DELETE)['""]|^(?:delete|remove|update|edit|create|add|set)_");
    private static readonly Regex Guard = Pattern.IgnoringCase(@"login_required|\bauth|_auth|auth_|authent|authoriz|jwt|token_required|permission|requires?_?(?:login|role|admin|user)|admin_required|protect|current_?user|g\.user|identity|verify_?token|api_?key|superuser|is_staff|user_passes_test|Depends\(|Security\(|req\.user|isLoggedIn|ensure|passport|guard|check_?(?:session|login|token|user)|session\[['""]|session\.get\(|session\.user|['""](?:user|user_id|logged_in)['""] (?:not )?in session");

    // Several rules ask for the routes of one file, one after the other.
    private static readonly ConditionalWeakTable<ParsedFile, List<Route>> Known = [];

    /// <summary>The routes of a file, in the order of its text.</summary>
    public static IReadOnlyList<Route> Of(SourceFile file) => FlowDetector.Parsed(file) is { } parsed ? Known.GetValue(parsed, Read) : [];

    private static List<Route> Read(ParsedFile file) => file.File.Language switch
    {
        Languages.Python => [.. file.Routines.Where(routine => routine.Marks.Any(PythonRoute.IsMatch)).Select(routine => OfPython(file, routine))],
        Languages.JavaScript or Languages.TypeScript => OfScript(file),
        _ => [],
    };

    private static Route OfPython(ParsedFile file, Routine routine)
    {
        var (marks, code) = (string.Join('\n', routine.Marks), file.CodeOf(routine));
        return new Route(routine.At, $"{routine.Marks.First(mark => PythonRoute.IsMatch(mark))} {routine.Name}", code, Changing.IsMatch(marks) || Changing.IsMatch(routine.Name), Guard.IsMatch(marks) || Guard.IsMatch(code) || routine.Parameters.Any(parameter => Guard.IsMatch(parameter.Note)));
    }

    private static List<Route> OfScript(ParsedFile file)
    {
        var routes = new List<Route>();
        var isGuarded = false;
        foreach (var call in file.Routines.SelectMany(routine => routine.Steps).OfType<Step.Do>().Select(step => step.Value).OfType<Expression.Call>())
        {
            if (call.Callee is not Expression.Member { Of: Expression.Name { Id: var of } } || !(of is "app" || of.EndsWith("outer", StringComparison.Ordinal) || of is "server" or "fastify" or "api"))
                continue;
            if (call is { Function: "use", Arguments: [{ Value: var used }] } && used is not Expression.Lambda)
                isGuarded |= Guard.IsMatch(Text(file, call));
            else if (call.Arguments.Count > 1 && call.Arguments[0].Value is Expression.Constant { Text: ['/', ..] path } && call.Function is "get" or "post" or "put" or "patch" or "delete")
                routes.Add(new Route(call.At, $".{call.Function}( {path}", Text(file, call), call.Function is not "get", isGuarded || Guard.IsMatch(Text(file, call))));
        }

        return routes;
    }

    private static string Text(ParsedFile file, Expression.Call call)
    {
        var text = file.File.Text;
        var open = text.IndexOf('(', call.At);
        var close = open < 0 ? -1 : file.File.Code.Closing(open, 6_000);
        return text[call.At..(close < 0 ? Math.Min(text.Length, call.At + 300) : close)];
    }
}

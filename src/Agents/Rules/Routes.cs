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
internal sealed record Route(int At, string Name, string Code, bool Changes, bool IsGuarded)
{
    /// <summary>Whether it is written there that everybody may come in.</summary>
    public bool IsOpened { get; init; }
}

/// <summary>Words by which code that asks who calls is known.</summary>
internal static class CallerCheck
{
    public static Regex Words => field ??= Pattern.IgnoringCase(
        @"login_?required|(?:\b|_)auth(?:\b|_|e|ori[sz]|[mgscrpiu])|\w_required|permission|requires?_?(?:login|role|admin|user|auth|session|sign|perm)|admin_?required|admin_?only|only_?admin|protect|current_?user|g\.user|identity|verify_?(?:token|jwt)|\bjwt|jwt_|api_?key|superuser"
        + @"|is_staff|user_passes_test|Depends\(|Security\(|req\.user|logged_?in|ensure|passport|guard|check_?(?:session|login|token|user|auth|admin|role)|session\[['""]|_SESSION|session\.get\(|session\.user|['""](?:user|user_id|logged_in)['""] (?:not )?in session|\bAuth::|request\.user|getAttribute\(\s*""user|Principal|SecurityContext|has_?role|is_?admin|getSession\(|getRemoteUser|isUserInRole");
}

/// <summary>
/// Finds the routes of a file, by how frameworks are told of them: functions and methods with a mark (Flask, FastAPI, Spring, ASP.NET, Nest),
/// classes by custom (Django, Rails), calls of a router (Express, Go, Laravel, minimal APIs), and pages that are files (PHP).
/// </summary>
internal static partial class Routes
{
    // Several rules ask for the routes of one file, one after the other.
    private static readonly ConditionalWeakTable<SourceFile, List<Route>> Known = [];
    private static readonly ConditionalWeakTable<SourceSet, Lazy<ILookup<string, string>>> Handlers = [];

    /// <summary>The routes of a file, in the order of its text.</summary>
    public static IReadOnlyList<Route> Of(SourceFile file) => file.IsTest ? [] : Known.GetValue(file, static file => [.. Read(file).OrderBy(route => route.At)]);

    private static IEnumerable<Route> Read(SourceFile file) => file.Language switch
    {
        Languages.Python when FlowDetector.Parsed(file) is { } parsed => [.. OfMarks(parsed, Decorated), .. OfDjango(parsed)],
        Languages.JavaScript or Languages.TypeScript when FlowDetector.Parsed(file) is { } parsed => [.. OfScript(parsed), .. OfMarks(parsed, Nest)],
        Languages.Java when FlowDetector.Parsed(file) is { } parsed => OfMarks(parsed, Spring),
        Languages.CSharp when FlowDetector.Parsed(file) is { } parsed => [.. OfMarks(parsed, AspNet), .. OfCalls(file, MinimalApi)],
        Languages.Go => OfCalls(file, GoRouter),
        Languages.Php => [.. OfLaravel(file), .. OfPage(file)],
        Languages.Ruby when FlowDetector.Parsed(file) is { } parsed => OfRails(parsed),
        _ => [],
    };

    // The code of routines by their name: what a router is given by name is looked up there.
    private static string HandlerOf(SourceFile file, string name) => name.Length is 0 ? "" : string.Concat(Handlers.GetValue(file.Set, CodeByName).Value[name].Take(2));

    private static Lazy<ILookup<string, string>> CodeByName(SourceSet set) => new(() => set.Files
        .Select(FlowDetector.Parsed).OfType<ParsedFile>()
        .SelectMany(file => file.Routines.Where(routine => routine.Name.Length > 0).Select(routine => (routine.Name, Code: file.CodeOf(routine))))
        .ToLookup(row => row.Name, row => row.Code, StringComparer.Ordinal));

    private static bool AnyFileHas(SourceFile file, Regex pattern) =>
        file.Set.Files.Any(other => !other.IsTest && other.Language == file.Language && pattern.IsMatch(other.Text));
}

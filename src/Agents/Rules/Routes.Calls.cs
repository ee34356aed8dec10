using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>Routes that a router is told of by calls.</summary>
internal static partial class Routes
{
    /// <summary>How a router of a language is called.</summary>
    /// <param name="Calls">The calls, up to their bracket.</param>
    /// <param name="Changing">Of the whole call: it is for changes.</param>
    /// <param name="Group">A router made of another: its name, the other's name, what it is given.</param>
    /// <param name="Guarding">What of a whole statement asks who calls.</param>
    private sealed record CalledRoutes(Anchors Calls, Regex Changing, Regex Group, Regex Guarding);

    private const int MaxCall = 6_000;
    private static Regex Handler => field ??= Pattern.Of(@"(?<name>\w+)(?:['""\]\s]|\.bind\(\w+\))*$");

    private static CalledRoutes GoRouter => field ??= new(
        new Anchors([".GET(", ".POST(", ".PUT(", ".PATCH(", ".DELETE(", ".Get(", ".Post(", ".Put(", ".Patch(", ".Delete(", ".HandleFunc(", ".Handle("]),
        Pattern.Of(@"\.(?:POST|PUT|PATCH|DELETE|Post|Put|Patch|Delete)\(|Methods\([^)]*""(?:POST|PUT|PATCH|DELETE)""|""(?:POST|PUT|PATCH|DELETE) /"),
        Pattern.Of(@"(?<name>\w+)\s*(?::?=\s*(?<of>\w+)\.(?:Group|PathPrefix|With)\((?<given>[^\n]*)|\.Use\((?<given>[^\n]*))"),
        CallerCheck.Words);

    private static CalledRoutes MinimalApi => field ??= new(
        new Anchors([".MapGet(", ".MapPost(", ".MapPut(", ".MapPatch(", ".MapDelete("]),
        Pattern.Of(@"\.Map(?:Post|Put|Patch|Delete)\("),
        Pattern.Of(@"(?<name>\w+)\s*=\s*(?<of>\w+)\.MapGroup\((?<given>[^;]*)"),
        Pattern.IgnoringCase(@"RequireAuthorization|ClaimsPrincipal|User\.Identity|FallbackPolicy|api_?key"));

    private static IEnumerable<Route> OfCalls(SourceFile file, CalledRoutes router)
    {
        if (router.Calls.Next(file.Text, 0) is null)
            yield break;
        var guarded = Guarded(file, router);
        foreach (var (at, length) in router.Calls.InCode(file))
        {
            var close = file.Code.Closing(at + length - 1, MaxCall);
            if (close < 0 || !IsPath(file.Text.AsSpan(at + length)))
                continue;
            var (statement, end) = file.Code.StatementAt(at);
            var (call, tail) = (file.Text[at..close], file.Text[close..Math.Max(close, end)]);
            var name = Handler.Match(call).Groups["name"].Value;
            var code = HandlerOf(file, name);
            var asks = router.Guarding.IsMatch(call) || router.Guarding.IsMatch(tail) || CallerCheck.Words.IsMatch(code) || guarded.Cover(NameBefore(file.Text, at), at);
            yield return new Route(statement + file.Text[statement..at].TakeWhile(char.IsWhiteSpace).Count(), $"{Shortened(call)} {name}", call + code, router.Changing.IsMatch(call + tail), asks);
        }
    }

    // A router is guarded from where it is told so to the end of the block, and so is what is made of it.
    private static GuardedRouters Guarded(SourceFile file, CalledRoutes router)
    {
        var guarded = new GuardedRouters();
        var groups = router.Group.Matches(file.Text);
        var ends = EndsOfBlocks(file, [.. groups.Select(group => group.Index)]);
        foreach (var (i, group) in groups.Index())
        {
            if (CallerCheck.Words.IsMatch(group.Groups["given"].Value) || guarded.Cover(group.Groups["of"].Value, group.Index))
                guarded.Add(group.Groups["name"].Value, group.Index, ends[i]);
        }

        return guarded;
    }

    // Where the block around each position ends, in one pass: a block that was begun deeper than here is over.
    private static int[] EndsOfBlocks(SourceFile file, int[] positions)
    {
        var ends = Enumerable.Repeat(file.Text.Length, positions.Length).ToArray();
        var open = new PriorityQueue<int, int>();
        var (next, depth) = (0, 0);
        for (var at = positions is [var first, ..] ? first : file.Text.Length; at < file.Text.Length; at++)
        {
            for (; next < positions.Length && positions[next] == at; next++)
                open.Enqueue(next, -depth);
            depth += file.Code.BracketAt(at);
            while (file.Text[at] is '}' && open.TryPeek(out var place, out var began) && -began > depth)
                ends[open.Dequeue()] = at;
        }

        return ends;
    }

    /// <summary>Names of routers with the parts of a file in which they are guarded, told in the order of their beginnings.</summary>
    private sealed class GuardedRouters
    {
        private readonly Dictionary<string, List<(int From, int Until)>> _parts = new(StringComparer.Ordinal);

        public void Add(string name, int from, int until)
        {
            if (!_parts.TryGetValue(name, out var parts))
                _parts[name] = parts = [];
            // Each carries the furthest end so far, so that the last one that has begun answers for all.
            parts.Add((from, parts is [.., var last] ? Math.Max(until, last.Until) : until));
        }

        public bool Cover(string name, int at)
        {
            if (!_parts.TryGetValue(name, out var parts))
                return false;
            var begun = parts.BinarySearch((at, int.MinValue));
            begun = begun < 0 ? ~begun : begun;
            return begun > 0 && at < parts[begun - 1].Until;
        }
    }

    private static string Shortened(string call) => call[..Math.Min(call.Length, Math.Max(0, call.IndexOfAny([',', '\n'])) is var end and > 0 ? end : call.Length)];

    private static bool IsPath(ReadOnlySpan<char> given) => given.TrimStart() is ['"', '/', ..] or ['"', 'P' or 'G' or 'D', ..];

    private static string NameBefore(string text, int at)
    {
        var start = at;
        while (start > 0 && IsWord(text, start - 1))
            start--;
        return text[start..at];
    }

    private static IEnumerable<Route> OfScript(ParsedFile file)
    {
        var isGuarded = IsMountedBehindGuard(file);
        foreach (var call in file.Routines.SelectMany(routine => routine.Steps).OfType<Step.Do>().Select(step => step.Value).OfType<Expression.Call>())
        {
            if (call.Callee is not Expression.Member { Of: Expression.Name { Id: var of } } || !(of is "app" || of.EndsWith("outer", StringComparison.Ordinal) || of is "server" or "fastify" or "api"))
                continue;
            var text = Text(file, call);
            if (call is { Function: "use", Arguments: [{ Value: var used }] } && used is not Expression.Lambda)
            {
                isGuarded |= CallerCheck.Words.IsMatch(text);
            }
            else if (call.Arguments.Count > 1 && call.Arguments[0].Value is Expression.Constant { Text: ['/', ..] path } && call.Function is "get" or "post" or "put" or "patch" or "delete")
            {
                var name = call.Arguments[^1].Value is Expression.Name or Expression.Member ? Handler.Match(text).Groups["name"].Value : "";
                var code = text + HandlerOf(file.File, name);
                yield return new Route(call.At, $".{call.Function}( {path} {name}", code, call.Function is not "get", isGuarded || CallerCheck.Words.IsMatch(code));
            }
        }
    }

    // "app.use('/admin', requireLogin, adminRouter)" in another file guards all of this one.
    private static bool IsMountedBehindGuard(ParsedFile file)
    {
        var module = file.File.Path.FileName.Split('.')[0];
        return file.File.Set.Files.Where(other => other.Language == file.File.Language && other != file.File && other.Text.Contains(module, StringComparison.Ordinal))
            .Select(FlowDetector.Parsed).OfType<ParsedFile>()
            .Any(other => other.Routines.SelectMany(routine => routine.Steps).OfType<Step.Do>().Select(step => step.Value).OfType<Expression.Call>()
                .Any(call => call is { Function: "use", Arguments.Count: > 1 } && IsOf(other, call.Arguments[^1].Value, module) && CallerCheck.Words.IsMatch(Text(other, call))));
    }

    private static bool IsOf(ParsedFile file, Expression router, string module) => router switch
    {
        Expression.Name name => file.Imports.TryGetValue(name.Id, out var imported) && imported.Split('.')[0] == module,
        Expression.Call { Callee: Expression.Name { Id: "require" }, Arguments: [{ Value: Expression.Constant { Text: var path } }] } => path.Split('/')[^1].Split('.')[0] == module,
        _ => false,
    };

    private static string Text(ParsedFile file, Expression.Call call)
    {
        var text = file.File.Text;
        var open = text.IndexOf('(', call.At);
        var close = open < 0 ? -1 : file.File.Code.Closing(open, MaxCall);
        return text[call.At..(close < 0 ? Math.Min(text.Length, call.At + 300) : close)];
    }
}

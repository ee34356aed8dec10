using System.Text.RegularExpressions;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>Routes that a table of the framework or the place of a file makes: Laravel, Rails, plain PHP.</summary>
internal static partial class Routes
{
    private static readonly Anchors LaravelCalls = new(["Route::get(", "Route::post(", "Route::put(", "Route::patch(", "Route::delete(", "Route::any(", "Route::match(", "Route::resource(", "Route::apiResource("]);
    private static readonly Anchors LaravelGroups = new(["->group(", "Route::group("]);
    private static Regex LaravelChange => field ??= Pattern.Of("^Route::(?:post|put|patch|delete|any|match|resource|apiResource)");
    private static Regex LaravelGuard => field ??= Pattern.IgnoringCase(@"middleware['""]?\s*(?:\(|=>)[^;{]*['""\[:](?:auth|can|role|permission|verified|admin|sanctum|jwt|signed|password\.confirm)|Authenticate|->can\(");
    private static Regex LaravelAsks => field ??= Pattern.Of(@"\$this->middleware\(\s*\[?['""](?:auth|can|role|admin|permission)|authorizeResource\(|HasMiddleware");

    private static Regex BeforeAction => field ??= Pattern.Of(@"\n\s*(?<skip>skip_)?before_(?:action|filter)\s+:(?<what>\w+)(?<rest>[^\n]*)");
    private static Regex Asking => field ??= Pattern.IgnoringCase("auth(?:ent|ori)|require|login|logged|signed|admin|restrict|ensure|current_user|doorkeeper|permission|check_(?:user|session|access)|verify_(?:user|token)");
    private static Regex Only => field ??= Pattern.Of(@"only:?\s*(?:=>)?\s*(?<list>\[[^\]]*\]|%i\[[^\]]*\]|:\w+)");
    private static Regex Except => field ??= Pattern.Of(@"except:?\s*(?:=>)?\s*(?<list>\[[^\]]*\]|%i\[[^\]]*\]|:\w+)");
    private static Regex RailsChange => field ??= Pattern.Of(@"\.(?:destroy|delete|update|save|create|update_attributes?|insert|toggle)!?\b");

    private static Regex PageChange => field ??= Pattern.IgnoringCase(@"\b(?:insert\s+into|update\s+\w+\s+set|delete\s+from|drop\s+table)\b|\bunlink\(|move_uploaded_file\(|file_put_contents\(");
    private static Regex PageGuard => field ??= Pattern.IgnoringCase(@"\$_SESSION\s*\[|(?:require|include)(?:_once)?\b[^;]*(?:auth|session|login|check|guard|admin_header)|is_?logged|check_?(?:login|auth|session|admin)|require_?(?:login|auth|admin)|current_user_can|PHP_AUTH_USER|check_admin_referer");

    private static IEnumerable<Route> OfLaravel(SourceFile file)
    {
        if (LaravelCalls.Next(file.Text, 0) is null)
            yield break;
        var groups = LaravelGroups.InCode(file).Select(group => (group.At, Close: file.Code.Closing(group.At + group.Length - 1, file.Text.Length))).Where(group => group.Close > 0 && LaravelGuard.IsMatch(HeadOf(file, group.At))).ToList();
        foreach (var (at, length) in LaravelCalls.InCode(file))
        {
            var close = file.Code.Closing(at + length - 1, MaxCall);
            if (close < 0)
                continue;
            var end = file.Text.IndexOf(';', close);
            var (call, tail) = (file.Text[at..close], file.Text[close..(end < 0 ? close : end)]);
            var name = Handler.Match(call).Groups["name"].Value;
            var code = call + HandlerOf(file, name);
            var asks = LaravelGuard.IsMatch(tail) || groups.Exists(group => group.At < at && at < group.Close) || CallerCheck.Words.IsMatch(code) || IsGuardedController(file, call);
            yield return new Route(at, call[..Math.Min(call.Length, 160)], code, LaravelChange.IsMatch(call), asks);
        }
    }

    // What a group is made with stands before its function.
    private static string HeadOf(SourceFile file, int at)
    {
        var start = file.Text.LastIndexOf(';', at);
        start = Math.Max(start, file.Text.LastIndexOf('{', at)) + 1;
        var function = file.Text.IndexOf("function", at, StringComparison.Ordinal);
        return file.Text[start..Math.Max(at, function < 0 || function - at > 400 ? at : function)];
    }

    private static bool IsGuardedController(SourceFile file, string call)
    {
        var end = call.IndexOf("Controller", StringComparison.Ordinal);
        var name = end < 0 ? "" : NameBefore(call, end) + "Controller";
        return name.Length > 0 && file.Set.Files.Any(other => other.Path.FileName == $"{name}.php" && LaravelAsks.IsMatch(other.Text));
    }

    /// <summary>A page of a site whose pages are files.</summary>
    private static IEnumerable<Route> OfPage(SourceFile file)
    {
        var at = file.Text.IndexOf("$_POST", StringComparison.Ordinal);
        at = at < 0 ? file.Text.IndexOf("$_GET", StringComparison.Ordinal) : at;
        return at < 0 || file.Text.Contains("\nclass ", StringComparison.Ordinal) || file.Text.Contains("namespace ", StringComparison.Ordinal)
            ? []
            : [new Route(at, $"/{file.Path.Value}", file.Text, PageChange.IsMatch(file.Text), PageGuard.IsMatch(file.Text))];
    }

    private static IEnumerable<Route> OfRails(ParsedFile file)
    {
        var root = file.File.Set.Files.FirstOrDefault(other => other.Path.FileName is "application_controller.rb");
        foreach (var owner in file.Types.Keys.Where(name => name.EndsWith("Controller", StringComparison.Ordinal) && name is not "ApplicationController"))
        {
            var hidden = file.File.Text.IndexOf("\n  private", StringComparison.Ordinal);
            foreach (var action in file.Routines.Where(routine => routine.Owner == owner && (hidden < 0 || routine.At < hidden)))
            {
                var code = file.CodeOf(action);
                var changes = action.Name is "create" or "update" or "destroy" || ChangingName.IsMatch(action.Name) || RailsChange.IsMatch(code);
                var asks = CallerCheck.Words.IsMatch(code) || Asks(file.File.Text, action.Name) is true || (root is not null && Asks(root.Text, action.Name) is true && Asks(file.File.Text, action.Name) is not false);
                yield return new Route(action.At, $"{owner} {action.Name}", code, changes, asks);
            }
        }
    }

    // True where an action before it asks who calls, false where that was taken out again, null where nothing is said.
    private static bool? Asks(string text, string action)
    {
        bool? asks = null;
        foreach (System.Text.RegularExpressions.Match before in BeforeAction.Matches(text))
        {
            if (!Asking.IsMatch(before.Groups["what"].ValueSpan) || before.Groups["what"].ValueSpan.Contains("authenticity", StringComparison.Ordinal))
                continue;
            var (rest, isSkip) = (before.Groups["rest"].Value, before.Groups["skip"].Success);
            var isFor = Only.Match(rest) is { Success: true } only ? IsNamedIn(only.Groups["list"].Value, action) : Except.Match(rest) is not { Success: true } except || !IsNamedIn(except.Groups["list"].Value, action);
            asks = isFor ? !isSkip : asks;
        }

        return asks;
    }
}

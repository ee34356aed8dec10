using System.Buffers;
using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Secrets;

namespace CodeReview.Agents.Secrets;

/// <summary>
/// Keys that are told by where frameworks and libraries take them, such as Flask's <c>secret_key</c> or the second argument of
/// <c>jwt.sign</c>. There a value is a key however readable it is.
/// </summary>
internal static class FrameworkKeys
{
    private const int MaxLine = 600;
    private const string Value = @"[rbuf]?['""`](?<value>[^'""`\s{}$]{3,200})['""`]";

    private static readonly Anchors Marks = new(
        ["SECRET_KEY", "secret_key", "SecretKey", "secretKey", "SECRET", "secret", "jwt.", "JWT", "connect(", "createConnection(", "assword=", "assword =", "pwd=", "PDO(", "HS256", "password", "PASSWORD", "signingKey", "SIGNING_KEY", "SymmetricSecurityKey(", "APP_KEY=", "KEY = ENV", "_pass", "_PASS"], ignoreCase: false);

    private static Regex Key => field ??= Pattern.Of(
        $@"(?:\b(?:\w*SECRET_KEY(?:_BASE)?|\w*JWT_?SECRET\w*|\w*SIGNING_KEY|\w*ENCRYPTION_KEY|SESSION_SECRET|COOKIE_SECRET|TOKEN_SECRET)\b|\.secret_key(?:_base)?\b|\b(?:secretKey|jwtSecret|JwtSecret|signingKey|secretOrKey|sessionSecret|jwtKey|SecretKey|jwt_secret|secret_key_base)\b)['""]?\]?\s*(?::\s*\w+\s*)?(?:=|:|=>)\s*{Value}"
        + $@"|\bjwt\.(?:encode|decode|sign|verify)\([^;]*,\s*(?:key\s*=\s*|secret\s*=\s*)?{Value}\s*(?:,|\))"
        + $@"|\b(?:session|cookieParser|expressjwt|expressJwt|cookieSession)\(\s*(?:\{{[^}}]*\bsecret\s*:\s*)?{Value}"
        + $@"|^\s*secret\s*:\s*{Value}|\bJwtModule\.register\(\s*\{{[^}}]*\bsecret\s*:\s*{Value}|\bnew SymmetricSecurityKey\(\s*(?:[\w.]+\.)?GetBytes\(\s*{Value}"
        + $@"|^\s*APP_KEY=(?<value>base64:[A-Za-z0-9+/=]{{40,60}})|\bKEY\s*=\s*ENV\.fetch\([^,]*,\s*{Value}");

    // A readable password that keeps to rules: letters of both cases, digits and a sign.
    private static Regex Chosen => field ??= Pattern.IgnoringCase(@"(?:passw(?:or)?d|_pass|\bpass)['""]?\s*(?:=>|[:=,])\s*['""]?(?<value>[^\s'""<>{}$,;()]{9,60})['""]?\s*[,;)]*\s*$");

    private static readonly SearchValues<char> Signs = SearchValues.Create("-_!@#%^&*+?");
    private static readonly SearchValues<char> Syntax = SearchValues.Create("./\\[]");

    private static Regex Password => field ??= Pattern.Of(
        $@"\b(?:mysqli_connect|new mysqli|new PDO|mysql_connect)\(\s*[^,]+,\s*[^,]+,\s*{Value}"
        + $@"|\b(?:connect|create_connection|createConnection|createPool|Connection|ConnectionPool)\(.*\b(?:password|passwd|pwd)['""]?\s*[=:]\s*{Value}"
        + @"|['""`][^'""`]*\b(?:[Ss]erver|[Hh]ost|[Dd]ata [Ss]ource)=[^'""`]*;\s*(?:[Pp]assword|[Pp]wd)=(?<value>[^;'""`\s{}$]{3,100})"
        + $@"|^\s*['""]?(?:password|PASSWORD|passwd)['""]?\s*(?:=|:|=>)\s*{Value}\s*,?\s*$");

    /// <summary>The keys in a source file. Comments are left out.</summary>
    public static IEnumerable<Secret> In(SourceFile file)
    {
        if (!(Languages.Flowing | Languages.Text).HasFlag(file.Language) || file.Path.Extension is ".md" or ".html" or ".txt")
            yield break;
        for (var next = Marks.Next(file.Text, 0); next is { } anchor;)
        {
            var line = file.Source.LineAt(anchor.At);
            var (start, length) = (file.Source.StartOf(line), file.Source.Line(line).Length);
            next = Marks.Next(file.Text, Math.Max(start + length, anchor.At + 1));
            if (length > MaxLine || file.Code[anchor.At] is CharKind.Comment)
                continue;
            var text = file.Text.Substring(start, length);
            if (Chosen.Match(text) is { Success: true } chosen && IsChosen(chosen.Groups["value"].ValueSpan))
            {
                yield return new Secret(start + chosen.Groups["value"].Index, chosen.Groups["value"].Length, "key or password of the application");
                continue;
            }

            if ((Key.Match(text) is { Success: true } match || ((match = Password.Match(text)).Success && match.Groups["value"].ValueSpan.ContainsAnyExcept(Letters))) && IsValue(match.Groups["value"].Value))
                yield return new Secret(start + match.Groups["value"].Index, match.Groups["value"].Length, "key or password of the application");
        }
    }

    private static bool IsChosen(ReadOnlySpan<char> value) => value.ContainsAnyInRange('a', 'z') && value.ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('0', '9') && value.ContainsAny(Signs) && !value.ContainsAny(Syntax);

    // A name, a path or a stand-in is no value.
    private static bool IsValue(string value) => !Stand.IsMatch(value) && !value.All(c => char.IsAsciiLetterUpper(c) || c is '_');

    // A plain word under the name of a password is a kind, a label or a demonstration more often than a password.
    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static Regex Stand => field ??= Pattern.IgnoringCase(@"^(?:process|os|env|config|settings|string|str|text|password|passwd|secret|token|required|optional|none|null|undefined|true|false|bearer|utf-?8|hs256|hs384|hs512|rs256|\*+|<.*>|%.*%|your.*|change.?me|xxx+|example|placeholder|current-password|new-password|type|name|id)$|^[./@#:\[(<%]|://|\(|^[a-z]+\.[a-z.]+$|^\w+_\w+_\w+_?\w*$");
}

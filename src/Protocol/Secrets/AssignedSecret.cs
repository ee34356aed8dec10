using System.Buffers;
using System.Text.RegularExpressions;
using CodeReview.Protocol.Texts;

namespace CodeReview.Protocol.Secrets;

/// <summary>
/// Finds credentials by the name that they are assigned to: <c>db_password = "…"</c>. The form of the value says nothing, so
/// it has to look as if nobody chose it for reading.
/// </summary>
public static class AssignedSecret
{
    /// <summary>What the names of credentials hold.</summary>
    public static Anchors Names { get; } = new(
        ["password", "passwd", "pwd", "secret", "api_key", "apikey", "api-key", "access_key", "accesskey", "access-key", "token", "private_key", "privatekey", "passphrase"], ignoreCase: true);

    private static readonly Regex Quoted = Pattern.IgnoringCase(
        @"(?<name>[\w.-]*(?:password|passwd|pwd|passphrase|secret(?:_?key)?|api[_-]?key|access[_-]?key(?:_?id)?|private_?key|token))['""]?\]?\s*(?::\s*[a-z]+\s*)?(?:=|:=|=>|:|,|\()\s*[@$rbu]?['""](?<value>[^'""\s]{6,200})['""]");

    private static readonly Regex Bare = Pattern.IgnoringCase(
        @"^\s*(?:export\s+|set\s+|-\s+)?(?<name>[\w.-]*(?:password|passwd|pwd|passphrase|secret(?:_?key)?|api[_-]?key|access[_-]?key|private_?key|token))\s*(?:=|:)\s*(?<value>[^'""\s#]{8,200})\s*$");

    private static readonly Regex Readable = Pattern.Of(@"^[A-Za-z]+(?:[ _./:-][A-Za-z]+)*[_.:/-]?[0-9]{0,2}$|^(?:[\w-]+\.)+[A-Za-z]\w*$|^[./~]|://|^[\w.]+\(|^[A-Z0-9_]+$|^\$|^@|^#|^--|^\[|^!");
    private static readonly SearchValues<char> Syntax = SearchValues.Create("{}<>()\\");
    private static readonly string[] OtherPurposes = ["public", "csrf", "hash", "field", "column", "label", "regex", "pattern", "header", "param", "url", "path", "page", "next", "sync", "continuation", "cache"];

    /// <summary>The credentials in one line.</summary>
    public static IEnumerable<Secret> InLine(string line, bool mayBeBare)
    {
        var found = Quoted.Matches(line).Concat(mayBeBare && Names.Next(line, 0) is not null ? Bare.Matches(line) : []);
        return from match in found
               let value = match.Groups["value"]
               where IsCredible(match.Groups["name"].Value, value.Value)
               select new Secret(value.Index, value.Length, $"value of '{match.Groups["name"].Value}'");
    }

    private static bool IsCredible(string name, string value)
    {
        var isChosenByPeople = name.Contains("pass", StringComparison.OrdinalIgnoreCase) || name.Contains("pwd", StringComparison.OrdinalIgnoreCase);
        var (length, bits) = isChosenByPeople ? (6, 2.4) : (16, 3.4);
        return value.Length >= length
            && value.Any(c => char.IsAsciiDigit(c) || (isChosenByPeople && c is '!' or '@' or '#' or '$' or '%' or '^' or '&' or '*' or '+'))
            && value.Any(char.IsAsciiLetter) && !value.AsSpan().ContainsAny(Syntax) && !value.EndsWith(':')
            && !OtherPurposes.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
            && !Readable.IsMatch(value) && !SecretScan.IsPlaceholder(value) && Entropy.Of(value) >= bits;
    }
}

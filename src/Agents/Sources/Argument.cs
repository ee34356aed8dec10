using System.Text.RegularExpressions;

namespace CodeReview.Agents.Sources;

/// <summary>How an expression comes by its value.</summary>
internal enum ArgumentShape
{
    /// <summary>From literals and constants alone.</summary>
    Constant,

    /// <summary>From a literal joined with, or filled with, something that is none.</summary>
    Assembled,

    /// <summary>From a name or a call: what is behind it is not shown.</summary>
    Opaque,
}

/// <summary>An argument of a call, or the right side of an assignment, as it stands in the text.</summary>
internal sealed class Argument(SourceFile file, int start, int end)
{
    private static Regex Name => field ??= Pattern.Of(@"[\p{L}_$][\p{L}\p{Nd}_$.]*");
    private static Regex ConstantName => field ??= Pattern.Of(
        @"^(?:[A-Za-z_]\w*\.)*[A-Z][A-Z0-9_]{2,}$|^(?:true|false|null|None|True|False|undefined|nameof|new|format|Format|concat|formatted|[sS]tring|[sS]tring\.(?:Empty|Format|format|Concat))$");

    // A number, or a name that was quoted for its place, cannot carry an attack.
    private static Regex Harmless => field ??= Pattern.IgnoringCase(
        @"\b(?:number\.)?(?:int|float|len|number|parseint|intval|integer\.parseint|long\.parselong|parsefloat|(?:html\.|markupsafe\.)?escape|encodeuricomponent|shlex\.quote|pipes\.quote|quote|nameof|html(?:encoder)?\.(?:default\.)?encode|[\w.]*\.htmlencode|dompurify\.sanitize|[\w.]*sanitize\w*|[\w.]*escape\w*)\([^()]*\)");

    private static Regex Request => field ??= Pattern.Of(
        @"\b(?:req|request)\.(?:query|body|params|param|headers|cookies|args|form|values|files|json|GET|POST|data|get_json|query_params|getParameter|getHeader|url|originalUrl)\b"
        + @"|\bRequest\.(?:Query|Form|Headers|Cookies|Params|QueryString|Path|RawUrl)\b|\bgetParameter\(|\blocation\.(?:hash|search|href)\b|\bdocument\.(?:URL|referrer)\b|\bctx\.(?:query|request)\b");

    private const int MaxLookBack = 1_500;
    private static Regex NumberBefore => field ??= Pattern.Of(@"(?:^|[\s(,<])(?:int|long|Integer|Long|short|double|float|decimal|Guid|UUID)\??$");

    // What stands in a table of constants was chosen by its author, whoever chose the key.
    private static Regex Lookup => field ??= Pattern.Of(@"\b[A-Z][A-Z0-9_]{2,}(?:\.get\([^()]*\)|\[[^\[\]]*\])");
    private ArgumentShape? _shape;

    /// <summary>The expression as it stands.</summary>
    public string Text => file.Text[start..end].Trim();

    /// <summary>Its code, with comments and the content of literals blank.</summary>
    public string Code => file.Code.CodeOnly(start, end);

    /// <summary>The content of its literals, one after the other.</summary>
    public string Literals => string.Concat(Positions.Where(at => file.Code[at] is CharKind.Literal).Select(at => file.Text[at]));

    /// <summary>Whether it is, or resolves to, what a user sent.</summary>
    public bool IsFromRequest => Request.IsMatch(Code);

    public ArgumentShape Shape => _shape ??= Shaped();

    /// <summary>Where the value comes from: the expression, or what the name it consists of was last set to near by.</summary>
    public Argument Resolved() =>
        Text is { Length: > 0 and < 80 } text && Name.Match(text).Length == text.Length && Assignment.LastOf(file, text, start) is { } value ? value : this;

    private IEnumerable<int> Positions => Enumerable.Range(start, end - start);

    private ArgumentShape Shaped()
    {
        var code = WithoutHarmless(Code);
        var isVariable = Name.Matches(code).Any(name => file.Code.IsCode(start + name.Index) && !ConstantName.IsMatch(name.Value)
            && !file.Constants.Contains(name.Value) && !IsNumber(name.Value));
        return !isVariable ? ArgumentShape.Constant : IsJoined() ? ArgumentShape.Assembled : ArgumentShape.Opaque;
    }

    // A name that is declared as a number, or was last set to what cannot carry an attack.
    private bool IsNumber(string name)
    {
        if (name.Length > 60 || name.Contains('.', StringComparison.Ordinal) || name.Contains('$', StringComparison.Ordinal))
            return false;
        var from = Math.Max(0, start - MaxLookBack);
        var declared = file.Text.LastIndexOf($" {name}", start, start - from, StringComparison.Ordinal);
        if (declared > 0 && NumberBefore.IsMatch(file.Text.AsSpan(Math.Max(0, declared - 12), Math.Min(12, declared))))
            return true;
        return Assignment.LastOf(file, name, start) is { } value && WithoutHarmless(value.Code) is var rest && rest != value.Code
            && !Name.Matches(rest).Any(inner => file.Code.IsCode(value.Start + inner.Index) && !ConstantName.IsMatch(inner.Value));
    }

    private int Start => start;

    private static string WithoutHarmless(string code) => Lookup.Replace(Harmless.Replace(code, Blank), Blank);

    private static string Blank(System.Text.RegularExpressions.Match found) => new(' ', found.Length);

    // A literal and a variable in one expression: joined by an operator, filled into a hole, or handed to a formatting call.
    private bool IsJoined() => Positions.Any(at => file.Code[at] is CharKind.Quote)
        && Positions.Any(at => file.Code[at] is CharKind.Hole || (file.Code.IsCode(at) && JoinsAt(at)));

    private bool JoinsAt(int at) => file.Text[at] is '+' or '%'
        || (file.Text[at] is '.' && Stands(at, ".format(", ".Format(", ".concat(", ".formatted("));

    private bool Stands(int at, params ReadOnlySpan<string> calls)
    {
        foreach (var call in calls)
        {
            if (file.Text.AsSpan(at).StartsWith(call))
                return true;
        }

        return false;
    }
}

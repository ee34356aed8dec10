using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>What a file holds: its routines, and what the names that it imports stand for.</summary>
internal sealed class ParsedFile(SourceFile file)
{
    private readonly HashSet<Routine> _known = [];
    private static Regex TypeFirst => field ??= Pattern.Of(@"\b(?:new\s+)?(?<type>[A-Z]\w*)(?:<[^<>\n]*>)?\??\s+[&$]?(?<name>[a-z_]\w*)\s*[;,)=]|(?<name>[a-z_]\w*)\s*=\s*new\s+(?<type>[A-Z]\w*)");
    private static Regex NameFirst => field ??= Pattern.Of(@"\b(?<name>[a-z_]\w*)\??\s*(?::\s*|\s\*?(?:\w+\.)?)(?<type>[A-Z]\w*)\b|(?<name>[a-z_]\w*)\s*:?=\s*(?:new\s+|&?(?:\w+\.)?)(?<type>[A-Z]\w*)[({]");
    private bool? _isServed;
    private ILookup<string, string>? _declared;

    private Regex Declaration => file.Language is Languages.Java or Languages.CSharp or Languages.Php ? TypeFirst : NameFirst;

    public SourceFile File => file;

    /// <summary>Whether it uses a framework that serves requests.</summary>
    public bool IsServed => _isServed ??= RequestInputs.IsServed(file);

    /// <summary>The routines; the code outside of all of them comes first.</summary>
    public List<Routine> Routines { get; } = [];

    /// <summary>The heads of its types by name: annotations, attributes or decorators, and what they build upon.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The dotted path that an imported name stands for.</summary>
    public Dictionary<string, string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>A path with its first name replaced by what that was imported as.</summary>
    public string Canonical(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? path : path[..dot];
        return Imports.Count > 0 && Imports.TryGetValue(first, out var module) ? module + (dot < 0 ? "" : path[dot..]) : path;
    }

    /// <summary>The text of a routine: up to where the next one begins, its marks included.</summary>
    public string CodeOf(Routine routine)
    {
        var next = Routines.Where(other => other.At > routine.At).Select(other => other.At).DefaultIfEmpty(file.Text.Length).Min();
        var end = next;
        while (file.Text.LastIndexOf('\n', Math.Max(0, end - 1)) is var line && line > routine.At && (end == next || file.Text.AsSpan(line, end - line).Trim() is "" or ['@' or '[', ..]))
            end = line;
        return file.Text[routine.At..(next == file.Text.Length ? next : end)];
    }

    /// <summary>The types that names are declared with in the file, such as those of fields and parameters.</summary>
    public ILookup<string, string> Declared => _declared ??= Declaration.Matches(file.Text)
        .Where(declared => file.Code.IsCode(declared.Index))
        .Select(declared => (Name: declared.Groups["name"].Value, Type: declared.Groups["type"].Value)).Distinct()
        .ToLookup(declared => declared.Name, declared => declared.Type, StringComparer.Ordinal);

    public Routine Add(Routine routine)
    {
        if (_known.Add(routine))
            Routines.Add(routine);
        return routine;
    }
}

/// <summary>
/// Reads the code of any of the languages into routines, as far as it matters where values go. One reader for all: they differ in
/// keywords, in what ends a statement and in what joins text, hardly in how expressions are built. Tolerant: what it does not know it
/// steps over, token by token, so that a file of another version or with an error in it is still read around the place. Nesting
/// beyond a bound is stepped over as a whole, so no file exhausts the stack.
/// </summary>
internal sealed partial class Parser
{
    private const int MaxDepth = 60;
    private readonly TokenList _tokens;
    private readonly Languages _language;
    private readonly ParsedFile _result;
    private int _index;
    private int _limit;
    private bool _lineBound;
    private bool _inHead;
    private int _depth;

    private Parser(SourceFile file)
    {
        _tokens = Tokenizer.Of(file);
        (_language, _limit, _result) = (file.Language, _tokens.Count - 1, new ParsedFile(file));
        Routine = _result.Add(new Routine("", "", 0, [], []));
    }

    public static ParsedFile Parse(SourceFile file)
    {
        var parser = new Parser(file);
        if (file.Language is Languages.Python or Languages.Ruby)
            parser.ReadIndented();
        else
            parser.ReadBlock(parser._tokens.Count - 1);
        return parser._result;
    }

    private Routine Routine { get; set; }

    private int Block { get; set; }

    private string Owner { get; set; } = "";

    private Token Now => _tokens[_index];

    private Token Next => _tokens[_index + 1];

    private bool IsScript => (_language & Languages.Script) is not 0;

    private bool LinesEnd => (_language & (Languages.CSharp | Languages.Java | Languages.Php)) is 0;

    private bool AtEnd => _index >= _limit;

    // A line that begins with an operator goes on with the line before, other than in Python.
    private bool Ends => AtEnd || (_lineBound && Now.IsFirstOfLine && (_language is Languages.Python || !GoesOn(Now)));

    private static bool GoesOn(Token token) => token.Kind is TokenKind.Operator
        && token.Value is "." or "?." or "+" or "?" or ":" or "&&" or "||" or "??" or "->" or "=" or "=>" or "::";

    private bool Accept(string mark)
    {
        if (AtEnd || !Now.Is(mark))
            return false;
        _index++;
        return true;
    }

    private bool AcceptName(string name)
    {
        if (AtEnd || !Now.IsName(name))
            return false;
        _index++;
        return true;
    }

    private string TextOf(int from, int until) =>
        from >= until ? "" : _result.File.Text[_tokens[from].At..Math.Min(_tokens[until - 1].End, _tokens[from].At + 300)];

    /// <summary>Reads what stands between a bracket and its partner, and goes on behind the partner.</summary>
    private T Within<T>(Func<int, T> read)
    {
        var (close, limit, bound, head) = (Math.Min(_tokens.Closing(_index), _limit), _limit, _lineBound, _inHead);
        _index++;
        (_limit, _lineBound, _inHead) = (close, false, false);
        var found = read(close);
        (_limit, _lineBound, _inHead) = (limit, bound, head);
        _index = Math.Min(close + 1, _tokens.Count - 1);
        return found;
    }

    // Steps over whatever is left until a mark that stands between items.
    private void SkipTo(Func<Token, bool> stop)
    {
        while (!AtEnd && !stop(Now))
            Skip();
    }

    private void Skip()
    {
        var isOpen = Now.Kind is TokenKind.TextOpen or TokenKind.HoleOpen || Now.Is("(") || Now.Is("[") || Now.Is("{");
        _index = isOpen ? Math.Min(_tokens.Closing(_index) + 1, _tokens.Count - 1) : _index + 1;
    }

    private void Do(Expression value)
    {
        if (value is not Expression.Constant)
            Routine.Steps.Add(new Step.Do(Block, value));
    }

    private void InBlock(Action read)
    {
        var around = Block;
        Block = Routine.Open(around);
        read();
        Block = around;
    }

    private Routine InRoutine(Routine routine, Action read)
    {
        var (around, block) = (Routine, Block);
        (Routine, Block) = (routine, 0);
        read();
        (Routine, Block) = (around, block);
        return routine;
    }
}

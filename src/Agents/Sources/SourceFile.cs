using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Sources;

/// <summary>A file under review. What costs time (the map of comments and literals, the syntax tree) is made when first asked for.</summary>
internal sealed class SourceFile(WorkspacePath path, Languages language, SourceText source, bool examplesAreProduct = false)
{
    private CodeMap? _code;
    private string? _codeOnly;
    private IReadOnlyList<CodeLine>? _lines;
    private HashSet<string>? _constants;
    private IReadOnlyList<Function>? _functions;
    private CSharpSyntax? _syntax;

    public WorkspacePath Path { get; } = path;

    public Languages Language { get; } = language;

    public SourceText Source { get; } = source;

    public string Text => Source.Text;

    /// <summary>What each character is: code, comment or literal.</summary>
    public CodeMap Code => _code ??= CodeScanner.Scan(Text, Language);

    /// <summary>The text, comments and the content of literals blank.</summary>
    public string CodeOnly => _codeOnly ??= Code.CodeOnly(0, Text.Length);

    /// <summary>The lines that begin with code.</summary>
    public IReadOnlyList<CodeLine> Lines => _lines ??= [.. CodeLines.Of(this)];

    /// <summary>The files that it is reviewed together with, itself among them.</summary>
    public SourceSet Set
    {
        get => field ?? new SourceSet([this]);
        set;
    }

    /// <summary>The names that are declared as constants with a literal value.</summary>
    public IReadOnlySet<string> Constants => _constants ??= Assignment.Constants(this);

    /// <summary>The functions with a body, in the order in which they end.</summary>
    public IReadOnlyList<Function> Functions => _functions ??= [.. Language is Languages.Python ? PythonFunctions.Of(this) : FunctionMap.Of(this)];

    /// <summary>The syntax of a C# file; empty where the file is nested too deeply to be parsed.</summary>
    public CSharpSyntax Syntax => _syntax ??= CSharpSyntax.Parse(this);

    /// <summary>Whether a rule asked for the syntax and there is none.</summary>
    public bool IsNestedTooDeeply => _syntax is { IsTooDeep: true };

    /// <summary>Whether the file is there to test or to show, so that what it holds does not reach production.</summary>
    public bool IsTest { get; } = FileRole.IsTest(path, examplesAreProduct);

    /// <summary>Whether people wrote the file; style is no matter in one that a tool wrote.</summary>
    public bool IsGenerated { get; } = FileRole.IsGenerated(path, source);

    /// <summary>Whether the file was packed by a tool: its source is elsewhere, and a pattern in it says little.</summary>
    public bool IsMinified { get; } = FileRole.IsMinified(path, source);
}

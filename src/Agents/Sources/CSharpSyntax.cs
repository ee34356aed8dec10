using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeReview.Agents.Sources;

/// <summary>The syntax tree of a C# file, its nodes by kind. Parsed, never compiled: the reviewed project's build runs its code.</summary>
internal sealed class CSharpSyntax
{
    // The parser recurses by nesting; people stay far below, and this is far below what a thread's stack bears.
    private const int MaxNesting = 200;
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);
    private readonly ILookup<SyntaxKind, SyntaxNode> _nodes;

    private CSharpSyntax(IEnumerable<SyntaxNode> nodes, bool isTooDeep)
    {
        _nodes = nodes.ToLookup(node => node.Kind());
        IsTooDeep = isTooDeep;
    }

    /// <summary>Whether the file was not parsed, since its nesting might exhaust the stack.</summary>
    public bool IsTooDeep { get; }

    public static CSharpSyntax Parse(SourceFile file) => IsNestedTooDeeply(file)
        ? new CSharpSyntax([], isTooDeep: true)
        : new CSharpSyntax(CSharpSyntaxTree.ParseText(file.Text, Options).GetRoot().DescendantNodesAndSelf(), isTooDeep: false);

    /// <summary>The nodes of a kind, in the order of the text.</summary>
    public IEnumerable<SyntaxNode> Nodes(SyntaxKind kind) => _nodes[kind];

    /// <summary>The nodes of a kind, by their type.</summary>
    public IEnumerable<T> Nodes<T>(params ReadOnlySpan<SyntaxKind> kinds)
        where T : SyntaxNode
    {
        var found = new List<T>();
        foreach (var kind in kinds)
            found.AddRange(_nodes[kind].OfType<T>());
        return found;
    }

    // Brackets nest, and so do the operators that recurse without one: casts, unary signs, conditionals, else-if, lambdas.
    private static bool IsNestedTooDeeply(SourceFile file)
    {
        var (depth, run) = (0, 0);
        for (var at = 0; at < file.Text.Length; at++)
        {
            depth = Math.Max(0, depth + file.Code.BracketAt(at));
            if (!file.Code.IsCode(at))
                continue;
            run = file.Text[at] is ';' or '}' ? 0 : file.Text[at] is '!' or '~' or '-' or '+' or '?' or '<' or '=' or '&' or '*' ? run + 1 : run;
            if (depth > MaxNesting || run > MaxNesting * 10)
                return true;
        }

        return false;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Conventions.Tests;

/// <summary>The C# files below <c>src/</c>, parsed.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. RepositoryRoot.Files
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => SourceFile.Parse(path, File.ReadAllText(RepositoryRoot.Full(path)))),
    ];

    public static IEnumerable<Place<T>> All<T>()
        where T : SyntaxNode => Files.SelectMany(file => file.All<T>());

    /// <summary>Fails with one line for each place, and what to do about them.</summary>
    public static void None<T>(IEnumerable<Place<T>> places, string whatToDo)
        where T : SyntaxNode => Breaches.None(places.Select(place => place.ToString()), whatToDo);
}

/// <summary>A file, parsed.</summary>
internal sealed record SourceFile(string Path, string Text, CompilationUnitSyntax Root)
{
    public static SourceFile Parse(string path, string text) =>
        new(path, text, CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetCompilationUnitRoot());

    public int LineCount => Text.AsSpan().Count('\n');

    public IEnumerable<Place<T>> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>().Select(node => new Place<T>(this, node));
}

/// <summary>A piece of syntax and the file that it stands in.</summary>
internal sealed record Place<T>(SourceFile File, T Node)
    where T : SyntaxNode
{
    public int LineCount
    {
        get
        {
            var span = Node.GetLocation().GetLineSpan();
            return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        }
    }

    public override string ToString() => $"{File.Path}:{Node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {Node.ToString().AsSpan().Trim().ToString().Split('\n')[0]}";
}

/// <summary>What a convention found broken.</summary>
internal static class Breaches
{
    public static void None(IEnumerable<string> breaches, string whatToDo)
    {
        var found = breaches.ToList();
        Assert.True(found.Count is 0, $"{whatToDo}\n{string.Join('\n', found)}");
    }
}

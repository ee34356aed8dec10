using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Conventions.Tests;

public sealed class MethodTests
{
    private static readonly string[] Awaitable = ["Task", "ValueTask", "IAsyncEnumerable"];

    // Older than the rule. Rename and take out; nothing is added.
    private static readonly string[] StillToRename = ["RepositorySource.OnOwnThread"];

    [Fact]
    public void What_is_awaited_ends_in_Async() => SourceTree.None(
        SourceTree.All<MethodDeclarationSyntax>()
            .Where(place => IsAwaitable(place.Node.ReturnType) && !place.Node.Identifier.Text.EndsWith("Async", StringComparison.Ordinal))
            .Where(place => !IsForced(place.Node) && !StillToRename.Contains(NameOf(place.Node))),
        "Let its name end in Async.");

    [Fact]
    public void The_cancellation_token_comes_last() => SourceTree.None(
        SourceTree.All<ParameterListSyntax>()
            .Where(place => place.Node.Parent is MethodDeclarationSyntax or ConstructorDeclarationSyntax or LocalFunctionStatementSyntax)
            .Where(place => place.Node.Parameters.SkipLast(1).Any(parameter => parameter.Type?.ToString() is "CancellationToken")),
        "Move the cancellation token to the end.");

    private static bool IsAwaitable(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => IsAwaitable(qualified.Right),
        SimpleNameSyntax name => Awaitable.Contains(name.Identifier.Text),
        _ => false,
    };

    private static string NameOf(MethodDeclarationSyntax method) => $"{(method.Parent as TypeDeclarationSyntax)?.Identifier.Text}.{method.Identifier.Text}";

    // What overrides or implements somebody else's contract has that contract's name; ours are checked where they are declared.
    private static bool IsForced(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.OverrideKeyword) || method.ExplicitInterfaceSpecifier is not null;
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Conventions.Tests;

public sealed partial class TypeTests
{
    private static readonly string[] Vague = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Processor", "Data", "Info", "Base", "Common", "Handler"];

    // Names that a framework forces upon us, each with the reason.
    private static readonly Dictionary<string, string> ForcedNames = new()
    {
        ["ServiceException"] = "AWSSDK.Lambda calls it so, and src/Lambda keeps its names.",
    };

    private static HashSet<string> Bases { get; } =
        [.. SourceTree.All<SimpleBaseTypeSyntax>().Select(place => place.Node.Type.ToString()), .. SourceTree.All<PrimaryConstructorBaseTypeSyntax>().Select(place => place.Node.Type.ToString())];

    [Fact]
    public void No_type_and_no_file_is_named_for_nothing_in_particular()
    {
        var types = SourceTree.All<BaseTypeDeclarationSyntax>().Select(place => (Name: place.Node.Identifier.Text, Where: place.ToString()));
        var files = SourceTree.Files.Select(file => (Name: Path.GetFileNameWithoutExtension(file.Path), Where: file.Path));
        var folders = SourceTree.Files.Select(file => Path.GetDirectoryName(file.Path)!).Distinct().Select(path => (Name: Path.GetFileName(path), Where: path));

        Breaches.None(
            types.Concat(files).Concat(folders).Where(named => IsVague(named.Name)).Select(named => named.Where),
            $"Name it for what it is in the field; none of {string.Join(", ", Vague)} says that. A name that a framework forces goes into ForcedNames with its reason.");
    }

    [Theory]
    [InlineData("ReviewManager", true)]
    [InlineData("HelperOfFindings", true)]
    [InlineData("Database", false)]
    [InlineData("Informed", false)]
    [InlineData("JSONData", true)]
    [InlineData("LocalRefs", false)]
    public void A_vague_word_is_told_from_a_word_that_holds_it(string name, bool vague) => Assert.Equal(vague, IsVague(name));

    [Fact]
    public void A_class_that_nobody_derives_from_is_sealed_static_or_abstract() => SourceTree.None(
        SourceTree.All<TypeDeclarationSyntax>()
            .Where(place => place.Node is ClassDeclarationSyntax || place.Node is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword })
            .Where(place => !IsAny(place, SyntaxKind.SealedKeyword, SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword))
            // The parts of a partial type share the modifiers of any of them.
            .Where(place => !IsAny(place, SyntaxKind.PartialKeyword) || !IsSealedElsewhere(place.Node.Identifier.Text))
            .Where(place => !Bases.Contains(place.Node.Identifier.Text)),
        "Seal it; what is to be derived from is abstract.");

    [Fact]
    public void Beside_the_protocol_a_type_is_public_only_where_another_project_needs_it()
    {
        var listed = File.ReadAllLines(RepositoryRoot.Full("tests/Conventions.Tests/public-types.txt"));
        var published = SourceTree.Files.Where(file => !file.Path.StartsWith("src/Protocol/", StringComparison.Ordinal))
            .SelectMany(file => file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members.OfType<BaseTypeDeclarationSyntax>())
                .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
                .Select(type => $"{file.Path.Split('/')[1]}/{type.Identifier.Text}"))
            .Distinct()
            .ToList();

        Breaches.None(published.Except(listed), "Make it internal; if the composition root needs it, add it to tests/Conventions.Tests/public-types.txt.");
        Breaches.None(listed.Except(published), "No longer public: take it out of tests/Conventions.Tests/public-types.txt.");
    }

    private static bool IsVague(string name) =>
        !ForcedNames.ContainsKey(name) && Word().Matches(name).Any(word => Vague.Contains(word.Value, StringComparer.OrdinalIgnoreCase));

    private static bool IsAny(Place<TypeDeclarationSyntax> place, params SyntaxKind[] kinds) => kinds.Any(kind => place.Node.Modifiers.Any(kind));

    private static bool IsSealedElsewhere(string name) => SourceTree.All<TypeDeclarationSyntax>()
        .Any(place => place.Node.Identifier.Text == name && IsAny(place, SyntaxKind.SealedKeyword, SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword));

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Word();
}

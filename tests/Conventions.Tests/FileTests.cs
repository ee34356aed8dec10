using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Conventions.Tests;

public sealed partial class FileTests
{
    private static readonly string[] Texts = [".cs", ".csproj", ".props", ".targets", ".json", ".md", ".yml", ".yaml", ".tf", ".hcl", ".sh", ".sln", ".txt"];

    // Tests of the whole command have no folder of the sources to mirror.
    private static readonly string[] MirrorNothing = ["EndToEnd.Tests", "Fleet.Tests", "Conventions.Tests", "Terraform.Tests"];

    [Fact]
    public void A_namespace_is_file_scoped_and_its_folder() => Breaches.None(
        SourceTree.Files
            .Where(file => file.Root.Members.Any(member => member is BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax))
            .Select(file => (file.Path, Said: file.Root.Members.OfType<FileScopedNamespaceDeclarationSyntax>().SingleOrDefault()?.Name.ToString(), Folder: FolderOf(file.Path)))
            .Where(file => file.Said != file.Folder)
            .Select(file => $"{file.Path}: should say 'namespace {file.Folder};'"),
        "Move the file to the folder of its namespace, or name the namespace for its folder.");

    [Fact]
    public void No_region_hides_code() => SourceTree.None(
        SourceTree.Files.SelectMany(file => file.Root.DescendantNodes(descendIntoTrivia: true).OfType<RegionDirectiveTriviaSyntax>()
            .Select(region => new Place<RegionDirectiveTriviaSyntax>(file, region))),
        "A file that needs regions is two files: split it.");

    [Fact]
    public void No_work_is_left_as_a_note() => Breaches.None(
        SourceTree.Files.SelectMany(file => file.Root.DescendantTrivia()
            .Where(trivia => IsComment(trivia) && Note().IsMatch(trivia.ToString()))
            .Select(trivia => $"{file.Path}:{trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {trivia.ToString().Trim()}")),
        "Do it, or take the note out.");

    [Fact]
    public void Whatever_is_switched_off_has_its_reason_above_it() => Breaches.None(
        RepositoryRoot.Files.Where(path => Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".targets").SelectMany(Unexplained),
        "Say in a comment on the line above why this warning is switched off.");

    [Fact]
    public void No_file_names_a_place_that_only_one_machine_has() => Breaches.None(
        RepositoryRoot.Files.Where(IsText)
            .SelectMany(path => File.ReadLines(RepositoryRoot.Full(path)).Select((line, index) => (path, line, index)))
            .Where(place => Machine().IsMatch(place.line))
            .Select(place => $"{place.path}:{place.index + 1}: {place.line.Trim()}"),
        "Take the absolute path, or the package registry's host, out: neither is there on the next machine.");

    [Fact]
    public void A_test_stands_in_the_folder_of_its_subject() => Breaches.None(
        RepositoryRoot.Files
            .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Where(path => !MirrorNothing.Contains(path.Split('/')[1]))
            .Where(path => !Directory.Exists(RepositoryRoot.Full(SubjectOf(path))))
            .Select(path => $"{path}: there is no {SubjectOf(path)}"),
        "Move the test to the folder that mirrors its subject's.");

    // What stands in for a package has the package's namespace, so that the package can take its place; the folder says so.
    private static string FolderOf(string path) => Path.GetFileName(Path.GetDirectoryName(path)!) is var folder && folder.StartsWith("Amazon.", StringComparison.Ordinal)
        ? folder
        : "CodeReview." + Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.');

    private static string SubjectOf(string path)
    {
        var parts = path.Split('/');
        var project = parts[1].Replace(".Tests", "", StringComparison.Ordinal);
        // The programs beside the product stand beside its sources, or are tests' own.
        var subject = project switch
        {
            "Eval" => "eval",
            "LambdaEmulator" => "tests/LambdaEmulator",
            _ => $"src/{project}",
        };
        return string.Join('/', [subject, .. parts[2..^1]]);
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static bool IsText(string path) => Texts.Contains(Path.GetExtension(path)) || path.StartsWith(".ci/", StringComparison.Ordinal);

    private static IEnumerable<string> Unexplained(string path)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Full(path));
        return Enumerable.Range(0, lines.Length)
            .Where(index => Switch().IsMatch(lines[index]) && (index is 0 || !Reason().IsMatch(lines[index - 1])))
            .Select(index => $"{path}:{index + 1}: {lines[index].Trim()}");
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Note();

    [GeneratedRegex(@"^\s*(#pragma warning disable|<NoWarn|\[(assembly: )?(Unconditional)?SuppressMessage\b)")]
    private static partial Regex Switch();

    [GeneratedRegex(@"^\s*//|-->\s*$")]
    private static partial Regex Reason();

    // The brackets keep this file from naming what it forbids.
    [GeneratedRegex(@"(?<![\w.~/])/(wor[k]|roo[t]|hom[e]/\w+|User[s]/\w+)/|\b(nuge[t]\.org|npmj[s]\.org|pyp[i]\.org|crate[s]\.io)\b")]
    private static partial Regex Machine();
}

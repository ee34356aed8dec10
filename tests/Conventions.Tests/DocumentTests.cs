using System.Text.RegularExpressions;

namespace CodeReview.Conventions.Tests;

/// <summary>What the documents point at is there. That commands of codereview work is held by DocumentedCommandsTests.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_of_a_document_leads_to_a_file_and_a_heading_that_are_there() => Breaches.None(
        Documents.SelectMany(document => Link().Matches(Text(document))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Leads(document, target))
            .Select(target => $"{document}: {target}")),
        "Mend the link, or take it out.");

    [Fact]
    public void Every_project_and_script_that_a_document_has_run_is_there() => Breaches.None(
        Documents.SelectMany(document => Run().Matches(Text(document))
            .Select(match => match.Groups["path"].Value)
            .Where(path => !Path.Exists(RepositoryRoot.Full(path)))
            .Select(path => $"{document}: {path}")),
        "Name a project or a script of the repository.");

    [Fact]
    public void Every_chapter_of_the_book_is_in_its_index() => Breaches.None(
        Documents.Where(document => document.StartsWith("docs/", StringComparison.Ordinal) && document is not "docs/README.md")
            .Where(document => !Text("docs/README.md").Contains($"({Path.GetFileName(document)})", StringComparison.Ordinal)),
        "Add a line to docs/README.md.");

    private static IEnumerable<string> Documents => RepositoryRoot.Files.Where(path => Path.GetExtension(path) is ".md");

    private static string Text(string document) => File.ReadAllText(RepositoryRoot.Full(document));

    private static bool Leads(string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length is 0 ? document : Path.GetRelativePath(RepositoryRoot.Path, Path.GetFullPath(RepositoryRoot.Full(Path.Combine(Path.GetDirectoryName(document)!, parts[0]))));
        return Path.Exists(RepositoryRoot.Full(path)) && (parts.Length is 1 || Heading().Matches(Text(path)).Any(heading => AnchorOf(heading.Groups["text"].Value) == parts[1]));
    }

    // As GitHub makes them.
    private static string AnchorOf(string heading) =>
        new([.. heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_').Select(letter => letter is ' ' ? '-' : letter)]);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    // dotnet run --project X, dotnet test X, dotnet build X; and scripts of the root.
    [GeneratedRegex(@"(?:--project |dotnet (?:test|build|publish) (?:-c Release )?|^\./)(?<path>(?!-)[\w./]+)(?=[\s`]|$)", RegexOptions.Multiline)]
    private static partial Regex Run();
}

using System.Xml.Linq;

namespace CodeReview.Conventions.Tests;

public sealed class ProjectTests
{
    [Theory]
    [InlineData("Protocol")]
    [InlineData("Lambda")]
    [InlineData("Agents", "Lambda", "Protocol")]
    [InlineData("Orchestrator", "Lambda", "Protocol")]
    [InlineData("Cli", "Agents", "Orchestrator")]
    public void A_project_knows_only_what_is_below_it(string project, params string[] known)
    {
        var references = Load($"src/{project}/{project}.csproj").Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(known, references);
    }

    [Fact]
    public void Versions_stand_in_one_file() => Breaches.None(
        RepositoryRoot.Files.Where(path => Path.GetExtension(path) is ".csproj" or ".props" or ".targets")
            // Labelled repositories are read and never built.
            .Where(path => !path.StartsWith("eval/sets/", StringComparison.Ordinal))
            .SelectMany(path => Load(path).Descendants("PackageReference").Where(HasVersion).Select(reference => $"{path}: {reference}")),
        "Move the version to Directory.Packages.props.");

    private static bool HasVersion(XElement reference) =>
        reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null || reference.Element("Version") is not null;

    private static XDocument Load(string path) => XDocument.Load(RepositoryRoot.Full(path));
}

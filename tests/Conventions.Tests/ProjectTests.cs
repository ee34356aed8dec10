using System.Xml.Linq;

namespace CodeReview.Conventions.Tests;

public sealed class ProjectTests
{
    [Theory]
    [InlineData("Protocol")]
    [InlineData("Agents", "Protocol")]
    [InlineData("Orchestrator", "Protocol")]
    [InlineData("Cli", "Agents", "Orchestrator")]
    public void A_project_knows_only_what_is_below_it(string project, params string[] known)
    {
        var references = Load($"src/{project}/{project}.csproj").Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(known, references);
    }

    [Fact]
    public void Versions_stand_in_one_file()
    {
        var projects = Directory.EnumerateFiles(RepositoryRoot.Path, "*.csproj", SearchOption.AllDirectories)
            .Select(RepositoryRoot.Relative)
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal));

        Assert.All(projects, path => Assert.DoesNotContain(Load(path).Descendants("PackageReference"), reference => reference.Attribute("Version") is not null));
    }

    private static XDocument Load(string path) => XDocument.Load(Path.Combine(RepositoryRoot.Path, path));
}

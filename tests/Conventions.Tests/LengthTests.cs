using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Conventions.Tests;

/// <summary>The longest method and the longest file only shrink: the numbers of <c>ratchet.json</c> go down and never up.</summary>
public sealed class LengthTests
{
    private const string Ratchet = "tests/Conventions.Tests/ratchet.json";

    // So much shorter that the ratchet has to follow.
    private const double Much = 0.9;

    [Fact]
    public void The_longest_method_only_shrinks()
    {
        var longest = SourceTree.All<BaseMethodDeclarationSyntax>().MaxBy(place => place.LineCount)!;

        Hold("longest_method_lines", longest.LineCount, longest.ToString(), "move its straight-line work out");
    }

    [Fact]
    public void The_longest_file_only_shrinks()
    {
        var longest = SourceTree.Files.MaxBy(file => file.LineCount)!;

        Hold("longest_file_lines", longest.LineCount, longest.Path, "split it by what a reader opens it for");
    }

    private static void Hold(string name, int found, string where, string whatToDo)
    {
        using var ratchet = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.Full(Ratchet)));
        var allowed = ratchet.RootElement.GetProperty(name).GetInt32();

        Assert.True(found <= allowed, $"{found} lines, and {allowed} are allowed: {whatToDo}.\n{where}");
        Assert.True(found >= allowed * Much, $"The longest has {found} lines now: lower {name} in {Ratchet} from {allowed} to {found}.");
    }
}

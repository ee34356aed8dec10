using System.Text.RegularExpressions;

namespace CodeReview.Conventions.Tests;

public sealed partial class SourceTests
{
    private const int LongestFile = 280;

    [Fact]
    public void No_type_is_named_for_nothing_in_particular() => Nowhere(
        "src", VagueName(), "a type is named for what it is in the field; manager, helper, util, service, processor and the like say nothing");

    [Fact]
    public void Every_class_that_nobody_derives_from_is_sealed_static_or_abstract()
    {
        var lines = RepositoryRoot.Sources("src").SelectMany(File.ReadLines).ToList();
        var open = lines.Select(line => OpenClass().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value);
        var bases = lines.SelectMany(line => Derived().Matches(line)).Select(match => match.Groups["base"].Value).ToHashSet();

        Assert.Empty(open.Except(bases));
    }

    [Fact]
    public void No_region_hides_code() => Nowhere("src", Region(), "a file that needs regions is two files");

    [Fact]
    public void No_work_is_left_as_a_note() => Nowhere("src", Note(), "what is to be done is done, or filed");

    [Fact]
    public void No_file_grows_longer_than_the_longest_there_is()
    {
        var tooLong = RepositoryRoot.Sources("src").Where(file => File.ReadLines(file).Count() > LongestFile).Select(RepositoryRoot.Relative);

        Assert.True(!tooLong.Any(), $"Longer than {LongestFile} lines, split them: {string.Join(", ", tooLong)}");
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var file in RepositoryRoot.Sources("src").Where(file => Path.GetFileName(file) != "Program.cs"))
        {
            var expected = $"namespace CodeReview.{Path.GetDirectoryName(RepositoryRoot.Relative(file))!["src/".Length..].Replace('/', '.')};";
            Assert.True(File.ReadLines(file).Contains(expected), $"{RepositoryRoot.Relative(file)} should say '{expected}'");
        }
    }

    private static void Nowhere(string folder, Regex pattern, string why)
    {
        var found = RepositoryRoot.Sources(folder)
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, line, index)))
            .Where(place => pattern.IsMatch(place.line))
            .Select(place => $"{RepositoryRoot.Relative(place.file)}:{place.index + 1}: {place.line.Trim()}")
            .ToList();

        Assert.True(found.Count is 0, $"{why}:\n{string.Join('\n', found)}");
    }

    [GeneratedRegex(@"^\s*(public|internal|private)\s.*\b(class|record|struct|interface)\s+\w*(Manager|Helper|Util|Service|Processor|Handler|Common)\w*\b")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^\s*(public|internal|private|protected)\s+(partial\s+)?(class|record(?!\s+struct))\s+(?<name>\w+)")]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"\s:\s(?<base>\w+)")]
    private static partial Regex Derived();

    [GeneratedRegex(@"^\s*#region")]
    private static partial Regex Region();

    [GeneratedRegex(@"//.*\b(TODO|FIXME|HACK|XXX)\b:")]
    private static partial Regex Note();
}

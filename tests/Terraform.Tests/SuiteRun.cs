using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodeReview.Terraform.Tests;

/// <summary>What <c>terraform test -json</c> said: a message a line.</summary>
internal sealed partial class SuiteRun
{
    private readonly Ended _ended;

    private SuiteRun(Ended ended)
    {
        _ended = ended;
        Messages = [.. ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is '{').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private IReadOnlyList<JsonElement> Messages { get; }

    /// <summary>Runs the suites of a folder below the module.</summary>
    public static SuiteRun Of(string folder, params string[] options) =>
        new(Module.Run(["test", "-json", $"-test-directory={folder}", .. options]));

    /// <summary>Fails unless every run of the folder's files was made and passed.</summary>
    public void HasPassed(string folder)
    {
        var written = Directory.EnumerateFiles(Path.Combine(Module.Folder, folder), "*.tftest.hcl").Sum(file => Run().Count(File.ReadAllText(file)));
        var summary = OfType("test_summary").SingleOrDefault();

        Assert.True(written > 0, $"There is no run in {folder}.");
        Assert.True(summary.ValueKind is JsonValueKind.Object && summary.GetProperty("passed").GetInt32() == written && _ended.Status is 0, $"{written} runs are written.\n{Told()}");
        Assert.Empty(OfType("test_cleanup"));
    }

    /// <summary>The changes that a run's plan holds, where the suite was run with <c>-verbose</c>.</summary>
    public IReadOnlyList<ResourceChange> PlanOf(string run) =>
    [
        .. Messages.Where(message => message.GetProperty("type").GetString() is "test_plan" && message.GetProperty("@testrun").GetString() == run)
            .SelectMany(message => message.GetProperty("test_plan").GetProperty("resource_changes").EnumerateArray())
            .Select(change => new ResourceChange(
                change.GetProperty("address").GetString()!,
                [.. change.GetProperty("change").GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)],
                change.GetProperty("change").GetProperty("after"))),
    ];

    private IEnumerable<JsonElement> OfType(string type) => Messages.Where(message => message.GetProperty("type").GetString() == type).Select(message => message.GetProperty(type));

    // What failed, as Terraform says it: the claim, the condition, the values in it.
    private string Told() => string.Join('\n', OfType("diagnostic").Select(diagnostic => diagnostic.ToString())
        .Append(string.Join('\n', Messages.Where(message => message.GetProperty("type").GetString() is "test_run").Select(message => message.GetProperty("@message").GetString())))
        .Append(_ended.Error));

    [GeneratedRegex("^run \"", RegexOptions.Multiline)]
    private static partial Regex Run();
}

/// <summary>One resource of a plan.</summary>
/// <param name="Address">Where it stands in the module.</param>
/// <param name="Actions">What would be done to it.</param>
/// <param name="After">Its arguments then, as far as they are known.</param>
internal sealed record ResourceChange(string Address, IReadOnlyList<string> Actions, JsonElement After);

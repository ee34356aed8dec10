using System.Text.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Eval.Labels;

/// <summary>A repository of a set, ready to be reviewed.</summary>
/// <param name="Name">The name of its file, without the ending.</param>
/// <param name="Location">An absolute folder, or a URL.</param>
/// <param name="Truth">What is known of it.</param>
internal sealed record Case(string Name, string Location, LabelledRepository Truth);

/// <summary>Reads a set: every <c>*.labels.json</c> of a folder.</summary>
internal static class LabelledSet
{
    private const string Ending = ".labels.json";

    /// <exception cref="InvalidRequestException">There is no set there, or a file of it cannot be used: the message says which and why.</exception>
    public static IReadOnlyList<Case> Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InvalidRequestException($"There is no folder '{folder}': give one with files *{Ending}.");
        var cases = Directory.EnumerateFiles(folder, $"*{Ending}").Order(StringComparer.Ordinal).Select(Read).ToList();
        return cases.Count > 0 ? cases : throw new InvalidRequestException($"There is no file *{Ending} in '{folder}'.");
    }

    private static Case Read(string file)
    {
        LabelledRepository truth;
        try
        {
            using var content = File.OpenRead(file);
            truth = JsonSerializer.Deserialize(content, LabelJson.Default.LabelledRepository)!;
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException($"'{file}' is not a file of labels: {e.Message}", e);
        }

        if (Problem(truth) is { } problem)
            throw new InvalidRequestException($"'{file}' cannot be used: {problem}");
        var location = truth.Repository.Contains("://", StringComparison.Ordinal)
            ? truth.Repository
            : Path.GetFullPath(truth.Repository, Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new Case(Path.GetFileName(file)[..^Ending.Length], location, truth);
    }

    private static string? Problem(LabelledRepository truth)
    {
        if (truth.Schema is not 1)
            return $"it is of schema {truth.Schema}, and this version reads schema 1.";
        if (truth.Labels.GroupBy(label => label.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"the id '{twice.Key}' stands twice.";
        return truth.Labels.FirstOrDefault(label => label.StartLine < 1 || label.EndLine < label.StartLine || label.Cwe.Count is 0) is { } wrong
            ? $"label '{wrong.Id}' needs lines from 1 on, the last not before the first, and at least one CWE."
            : null;
    }
}

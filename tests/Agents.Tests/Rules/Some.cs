using CodeReview.Agents.Rules;
using CodeReview.Agents.Sources;
using CodeReview.Agents.Tools;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Agents.Tests.Rules;

internal static class Some
{
    /// <summary>A source file, its language told by its name.</summary>
    public static SourceFile File(string path, string text) =>
        new(TextValue.Parse<WorkspacePath>(path), LanguageOf(path), new SourceText(text));

    /// <summary>What a rule claims about a file.</summary>
    public static IReadOnlyList<Claim> Claims(string rule, string path, string text) =>
        [.. Agents.Engines.Claims.Of(RuleSet.All.Single(known => known.Id == rule), File(path, text))];

    private static Languages LanguageOf(string path) => Path.GetExtension(path) switch
    {
        ".cs" => Languages.CSharp,
        ".js" => Languages.JavaScript,
        ".ts" => Languages.TypeScript,
        ".py" => Languages.Python,
        ".java" => Languages.Java,
        ".php" => Languages.Php,
        ".go" => Languages.Go,
        ".rb" => Languages.Ruby,
        _ => Languages.Text,
    };
}

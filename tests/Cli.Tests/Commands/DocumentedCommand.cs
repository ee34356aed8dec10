using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>A call of <c>codereview</c> that a document tells people to type.</summary>
/// <param name="Text">As it stands there, without what the shell does with it.</param>
/// <param name="Variables">The variables in front of it.</param>
internal sealed partial record DocumentedCommand(string Text, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>What is typed, word by word.</summary>
    public IReadOnlyList<string> Words => [.. CommandLineParser.SplitCommandLine(Text)];

    /// <summary>Whether it is about a fleet on AWS.</summary>
    public bool IsRemote => Words.Contains("--remote");

    /// <summary>All of a document, in its order.</summary>
    public static List<DocumentedCommand> In(string document) =>
    [
        .. Command().Matches(document).Select(match => new DocumentedCommand(
            ShellSyntax().Replace(match.Groups["command"].Value, "").Trim().TrimEnd(')'),
            match.Groups["variable"].Captures.Select(variable => variable.Value.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim()))),
    ];

    [GeneratedRegex(@"(?:^[ ]*(?:\$ |- )?(?<variable>[A-Z_]+=\S+ )*|`|<\()codereview (?<command>[^`\n]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    // A comment, a redirection, a pipe, or the next command.
    [GeneratedRegex(@"\s(#|[<>|;]|&&).*$")]
    private static partial Regex ShellSyntax();
}

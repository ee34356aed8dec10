using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using CodeReview.Cli.Commands;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>What the documents tell people to type is something that can be typed.</summary>
public sealed partial class DocumentedCommandsTests
{
    // What stands for a value of the reader's.
    private static readonly Dictionary<string, string> Values = new() { ["ID"] = "some-review", ["OLD"] = "some-review", ["NEW"] = "some-review", ["N"] = "3" };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_of_a_document_is_one_that_the_parser_takes(string document)
    {
        var wrong = CommandsOf(File.ReadAllText(Path.Combine(Folder, document)))
            .Select(command => (command, CommandTree.Create().Parse(ArgumentsOf(command)).Errors))
            .Where(parsed => parsed.Errors.Count > 0)
            .Select(parsed => $"codereview {parsed.command}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}")
            .ToList();

        Assert.True(wrong.Count is 0, $"{document} tells people to type what cannot be typed:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Commands_are_found_in_blocks_and_in_sentences_without_what_the_shell_does_with_them() => Assert.Equal(
        ["review . --fail-on high", "report ID", "list"],
        CommandsOf("""
            ```
            codereview review . --fail-on high    # fails the build
            $ codereview report ID > report.md
            ```
            Then `codereview list` lists them; `src/codereview` does not.
            """));

    [Fact]
    public void A_command_that_there_is_not_is_noticed() => Assert.NotEmpty(CommandTree.Create().Parse(ArgumentsOf("review . --frobnicate")).Errors);

    [Fact]
    public void The_first_document_has_commands() => Assert.NotEmpty(CommandsOf(File.ReadAllText(Path.Combine(Folder, "README.md"))));

    public static TheoryData<string> Documents() =>
        [.. Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "documents");

    private static List<string> CommandsOf(string document) =>
        [.. Command().Matches(document).Select(match => ShellSyntax().Replace(match.Groups["command"].Value, "").Trim())];

    private static List<string> ArgumentsOf(string command) =>
        [.. CommandLineParser.SplitCommandLine(command).Select(argument => Values.GetValueOrDefault(argument, argument))];

    [GeneratedRegex(@"(?:^[ ]*(?:\$ )?|`)codereview (?<command>[^`\n]+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    // A comment, a redirection, a pipe, or the next command.
    [GeneratedRegex(@"\s(#|[<>|;]|&&).*$")]
    private static partial Regex ShellSyntax();
}

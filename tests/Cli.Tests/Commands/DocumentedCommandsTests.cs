using CodeReview.Cli.Commands;

namespace CodeReview.Cli.Tests.Commands;

/// <summary>What the documents tell people to type can be typed, and does what it says.</summary>
public sealed class DocumentedCommandsTests(ReadersMachine machine) : IClassFixture<ReadersMachine>
{
    // By the first words. Everything else is run.
    private static readonly Dictionary<string, string> OnlyParsed = new()
    {
        ["serve"] = "It serves until Ctrl-C, on a port that something else may have: ServeTests and ServePageTests run it.",
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_of_a_document_is_one_that_the_parser_takes(string document)
    {
        var wrong = CommandsOf(document)
            .Select(command => (command, CommandTree.Create().Parse(machine.ArgumentsOf(command)).Errors))
            .Where(parsed => parsed.Errors.Count > 0)
            .Select(parsed => $"codereview {parsed.command.Text}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}")
            .ToList();

        Assert.True(wrong.Count is 0, $"{document} tells people to type what cannot be typed:\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_command_of_a_document_does_what_it_says_in_the_order_of_the_document(string document)
    {
        var workspace = machine.NewWorkspace();
        List<string> wrong = [];
        foreach (var command in CommandsOf(document).Where(command => !OnlyParsed.ContainsKey(command.Words[0])))
        {
            if (await machine.TryAsync(command, workspace) is { } problem)
                wrong.Add(problem);
        }

        Assert.True(wrong.Count is 0, $"{document} tells people to type what fails:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void What_is_only_parsed_stands_in_a_document()
    {
        var first = Names.SelectMany(CommandsOf).Select(command => command.Words[0]).ToHashSet();

        Assert.All(OnlyParsed, command => Assert.Contains(command.Key, first));
    }

    [Fact]
    public void Commands_are_found_in_blocks_in_sentences_and_behind_variables_without_what_the_shell_does_with_them() => Assert.Equal(
        ["review . --fail-on high", "report ID", "list", "completions bash", "status ID", "list"],
        DocumentedCommand.In("""
            ```
            codereview review . --fail-on high    # fails the build
            $ codereview report ID > report.md
            CODEREVIEW_WORKSPACE=/srv/reviews codereview list
            source <(codereview completions bash)
                - codereview status ID
            ```
            Then `codereview list` lists them; `src/codereview` does not.
            """).Select(command => command.Text));

    [Fact]
    public void Variables_in_front_of_a_command_are_those_that_it_is_run_with() => Assert.Equal(
        new Dictionary<string, string> { ["CODEREVIEW_GIT_TOKEN"] = "a=b", ["NO_COLOR"] = "1" },
        Assert.Single(DocumentedCommand.In("CODEREVIEW_GIT_TOKEN=a=b NO_COLOR=1 codereview list")).Variables);

    [Fact]
    public async Task A_command_that_fails_is_noticed() =>
        Assert.Contains("--frobnicate", await machine.TryAsync(Assert.Single(DocumentedCommand.In("codereview list --frobnicate")), machine.NewWorkspace()), StringComparison.Ordinal);

    [Fact]
    public void The_first_document_has_commands() => Assert.NotEmpty(CommandsOf("README.md"));

    public static TheoryData<string> Documents() => [.. Names];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "documents");

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal);

    private static List<DocumentedCommand> CommandsOf(string document) => DocumentedCommand.In(File.ReadAllText(Path.Combine(Folder, document)));
}

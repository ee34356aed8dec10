using CodeReview.Cli.Progress;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Spectre.Console;

namespace CodeReview.Cli.Tests.Progress;

public sealed class AnswerViewTests
{
    [Fact]
    public void What_is_longer_than_the_terminal_is_wide_is_not_broken_and_markup_in_it_is_text()
    {
        const string Error = "No space left on device : '[red]/a/folder with a long name/a file with a long name.json' [/]";

        using var terminal = new StringWriter();

        AnswerView.WriteError(Narrow(terminal), Suspended with { Error = new ReviewError(ErrorKind.Environment, Error) }, Place(named: null));

        Assert.Equal([Error, "To go on: codereview resume some-review-with-a-long-name", ""], terminal.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public void What_to_run_next_names_the_workspace_where_the_user_did()
    {
        using var terminal = new StringWriter();

        AnswerView.WriteError(Narrow(terminal), Suspended, Place("../my reviews"));

        Assert.Equal("To go on: codereview resume some-review-with-a-long-name --workspace '../my reviews'", terminal.ToString().TrimEnd());
    }

    [Fact]
    public void What_to_run_next_names_the_fleet_that_has_the_review()
    {
        using var terminal = new StringWriter();

        AnswerView.WriteError(Narrow(terminal), Suspended, ReviewPlace.Remote("codereview-orchestrator:live", "s3://bucket/workspace/"));

        Assert.Equal("To go on: codereview resume some-review-with-a-long-name --remote codereview-orchestrator:live", terminal.ToString().TrimEnd());
    }

    private static ReviewPlace Place(string? named) => ReviewPlace.Local(new WorkspaceLayout("/reviews"), named);

    private static ReviewResponse Suspended { get; } = new()
    {
        Status = ReviewStatus.Suspended,
        ReviewId = TextValue.Parse<ReviewId>("some-review-with-a-long-name"),
    };

    private static IAnsiConsole Narrow(StringWriter terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(terminal) });
        console.Profile.Width = 20;
        return console;
    }
}

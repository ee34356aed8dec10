using System.CommandLine;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview completions</c>: what a shell reads to complete commands, options and the ids of reviews.</summary>
internal static class CompletionCommand
{
    public static Command Completions()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish.", HelpName = "shell" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completions", "Write what a shell needs to complete this command. For bash: source <(codereview completions bash).") { shell };
        command.SetAction(parsed =>
        {
            using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completions/codereview.{parsed.GetRequiredValue(shell)}")!;
            using var output = Console.OpenStandardOutput();
            script.CopyTo(output);
            return ExitStatus.Done;
        });
        return command;
    }
}

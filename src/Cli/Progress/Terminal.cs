using Spectre.Console;

namespace CodeReview.Cli.Progress;

/// <summary>The two streams as Spectre sees them: answers go to the one, progress and errors to the other.</summary>
internal static class Terminal
{
    public static IAnsiConsole Out => field ??= Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error => field ??= Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Writes a line as it is. Spectre breaks lines at the width, and a path or a command that is broken cannot be copied.</summary>
    public static void WriteWhole(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        // A pipe has no width: lines are the reader's to break.
        if (redirected)
            console.Profile.Width = 1000;
        return console;
    }
}

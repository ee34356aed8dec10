using System.CommandLine;
using System.CommandLine.Completions;
using CodeReview.Cli;
using CodeReview.Cli.Commands;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

var root = CommandTree.Create();
var parsed = root.Parse(args);
// A shell asks for completions of what is not a command yet.
if (parsed.Errors.Count > 0 && !root.Directives.OfType<SuggestDirective>().Any(directive => parsed.GetResult(directive) is not null))
{
    foreach (var error in parsed.Errors)
        await Console.Error.WriteLineAsync(error.Message);
    await Console.Error.WriteLineAsync("'codereview --help' and 'codereview COMMAND --help' say what can be given.");
    return ExitStatus.Usage;
}

try
{
    using var interruption = new Interruption();
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Asked);
}
catch (ReviewException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return ExitStatus.Of(e.Kind);
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(Shown.Of(e.Message, 1000));
    return ExitStatus.Of(ErrorKind.Environment);
}
catch (Exception e)
{
    await Console.Error.WriteLineAsync($"A fault of this software: {e}");
    return ExitStatus.Fault;
}

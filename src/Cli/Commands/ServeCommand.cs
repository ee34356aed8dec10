using System.CommandLine;
using System.Net;
using CodeReview.Cli.Local;
using CodeReview.Cli.Progress;
using CodeReview.Cli.Serving;
using CodeReview.Protocol.Json;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview serve</c>: the workspace as pages for a browser of this machine.</summary>
internal static class ServeCommand
{
    public static Command Serve()
    {
        var port = CommandOptions.OfNumber("--port", "The port; 0 takes any that is free. Default: 8321.", least: 0, most: 65_535);
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "The address to listen on. Default: 127.0.0.1, which only this machine reaches. There is no login.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
                    return address;
                result.AddError($"'{Shown.Of(result.Tokens[0].Value)}' is no IP address, such as 127.0.0.1 or ::1.");
                return null;
            },
        };
        var command = new Command("serve", "Show reviews, live and at any past event, in a browser. Changes nothing.") { port, listen };
        command.SetAction(async (parsed, cancelled) =>
        {
            var workspace = LocalWorkspace.Open(parsed.GetValue(CommandOptions.Workspace));
            var address = parsed.GetRequiredValue(listen);
            if (!IPAddress.IsLoopback(address))
                Terminal.Error.WriteWhole($"Everybody who reaches {address} can read this workspace: there is no login.");
            await using var server = await ReviewServer.StartAsync(workspace, new IPEndPoint(address, parsed.GetValue(port) ?? 8321), TimeProvider.System);
            Terminal.Out.WriteWhole(server.Address.AbsoluteUri);
            Terminal.Error.WriteWhole($"Serving '{workspace.Root}'. Ctrl-C ends it.");
            await CancelledAsync(cancelled);
            return ExitStatus.Done;
        });
        return command;
    }

    private static async Task CancelledAsync(CancellationToken cancelled)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancelled.Register(over.SetResult);
        await over.Task;
    }
}

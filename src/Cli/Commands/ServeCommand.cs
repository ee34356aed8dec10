using System.CommandLine;
using System.Net;
using CodeReview.Cli.Progress;
using CodeReview.Cli.Remote;
using CodeReview.Cli.Serving;
using CodeReview.Protocol.Json;

namespace CodeReview.Cli.Commands;

/// <summary><c>codereview serve</c>: the workspace as pages for a browser of this machine.</summary>
internal static class ServeCommand
{
    // The bucket itself is a minute late.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

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
        var bucket = new BucketOption();
        var command = new Command("serve", "Show reviews, live and at any past event, in a browser. Changes nothing.") { port, listen, bucket.Bucket };
        command.SetAction((parsed, cancelled) => RemoteCommands.StoppableAsync(
            async () =>
            {
                using var opened = bucket.Open(parsed, journalsOnly: false);
                await opened.RefreshAsync(cancelled);
                await ServeAsync(opened, new IPEndPoint(parsed.GetRequiredValue(listen), parsed.GetValue(port) ?? 8321), cancelled);
                return ExitStatus.Done;
            },
            cancelled));
        return command;
    }

    private static async Task ServeAsync(OpenWorkspace opened, IPEndPoint endPoint, CancellationToken cancelled)
    {
        if (!IPAddress.IsLoopback(endPoint.Address))
            Terminal.Error.WriteWhole($"Everybody who reaches {endPoint.Address} can read this workspace: there is no login.");
        await using var server = await ReviewServer.StartAsync(opened.Workspace, endPoint, TimeProvider.System);
        Terminal.Out.WriteWhole(server.Address.AbsoluteUri);
        Terminal.Error.WriteWhole($"Serving '{opened.Place}'. Ctrl-C ends it.");
        await (opened.Copy is { } copy ? KeepAsync(copy, cancelled) : CancelledAsync(cancelled));
    }

    /// <summary>Keeps the copy as the bucket is, until the command ends. What cannot be read now may be a little later.</summary>
    private static async Task KeepAsync(BucketCopy copy, CancellationToken cancelled)
    {
        using var timer = new PeriodicTimer(Interval);
        string? said = null;
        try
        {
            while (await timer.WaitForNextTickAsync(cancelled))
            {
                try
                {
                    await copy.RefreshAsync(cancelled);
                    said = null;
                }
                catch (FleetException e)
                {
                    if (said != e.Message)
                        Terminal.Error.WriteWhole($"The pages show what was there before: {e.Message}");
                    said = e.Message;
                }
            }
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // Ctrl-C is how serving ends.
        }
    }

    private static async Task CancelledAsync(CancellationToken cancelled)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancelled.Register(over.SetResult);
        await over.Task;
    }
}

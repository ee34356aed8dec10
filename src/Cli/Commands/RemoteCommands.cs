using System.CommandLine;
using System.CommandLine.Parsing;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.S3;
using CodeReview.Cli.Progress;
using CodeReview.Cli.Remote;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Cli.Commands;

/// <summary>
/// The commands with <c>--remote</c>: about reviews of a fleet on AWS. Nothing that is set up on this machine has a say in them: not its
/// workspace, its models, its keys, its prompts or its processors. Which agents and models there are is checked by the fleet.
/// </summary>
internal static class RemoteCommands
{
    private const string BucketVariable = "CODEREVIEW_BUCKET";

    // Of reviews on this machine. Ignored they would mislead: somebody meant something by them.
    private static readonly string[] LocalOnly = ["--workspace", "--verbose", "--baseline", "--baseline-file"];

    /// <summary>The fleet.</summary>
    public static Option<string?> Function { get; } = new("--remote")
    {
        Description = "Have a fleet on AWS do it: its orchestrator function, as 'terraform output -raw orchestrator_function' names it.", HelpName = "FUNCTION",
    };

    /// <summary>Where the fleet's results are.</summary>
    public static Option<string?> Bucket { get; } = new("--bucket")
    {
        Description = $"With --remote: the fleet's bucket, as 'terraform output -raw bucket' names it. Default: ${BucketVariable}.", HelpName = "NAME",
    };

    /// <summary>The fleet that the command is about; null where it is about this machine.</summary>
    /// <exception cref="InvalidRequestException">The options do not go together.</exception>
    public static RemoteFleet? FleetOf(ParseResult parsed)
    {
        var given = Given(parsed).ToList();
        if (parsed.GetValue(Function) is not { } function)
            return given.Contains(Bucket.Name) ? throw new InvalidRequestException($"{Bucket.Name} is the bucket of a fleet: name its function with {Function.Name}.") : null;
        if (given.Intersect(LocalOnly).ToList() is [var local, ..])
            throw new InvalidRequestException($"{local} is of reviews on this machine, and {Function.Name} of those in a fleet: leave one of them out.");
        return new RemoteFleet(Client(() => new AmazonLambdaClient(new AmazonLambdaConfig())), function);
    }

    public static Task<int> ReviewAsync(RemoteFleet fleet, ReviewRequest request, ParseResult parsed, CancellationToken cancelled) =>
        WatchAsync(fleet, request.EffectiveId, token => fleet.AskAsync(request, token), parsed, cancelled);

    public static Task<int> ResumeAsync(RemoteFleet fleet, ReviewId id, ParseResult parsed, CancellationToken cancelled) =>
        WatchAsync(fleet, id, token => fleet.ResumeAsync(id, token), parsed, cancelled);

    public static Task<int> CancelAsync(RemoteFleet fleet, ReviewId id, ParseResult parsed, CancellationToken cancelled) => StoppableAsync(
        async () =>
        {
            var answer = await fleet.CancelAsync(id, cancelled);
            Show(answer, fleet, parsed);
            return CancelCommand.ExitStatusOf(answer);
        },
        cancelled);

    public static Task<int> StatusAsync(RemoteFleet fleet, ReviewId id, ParseResult parsed, CancellationToken cancelled) => StoppableAsync(
        async () =>
        {
            var answer = await fleet.StatusAsync(id, cancelled);
            Show(answer, fleet, parsed);
            return ExitStatus.Of(answer, failOn: null);
        },
        cancelled);

    public static Task<int> ReportAsync(RemoteFleet fleet, ReviewId id, string format, ParseResult parsed, CancellationToken cancelled) => StoppableAsync(
        async () =>
        {
            var answer = await fleet.StatusAsync(id, cancelled);
            if (answer is not { Summary: { } summary, Results: { } results })
                throw new InvalidRequestException($"Review '{id}' has no report yet, it is {answer.Status.ToString().ToLowerInvariant()}: watch it with 'codereview resume {id}{PlaceOf(fleet, parsed).Options}'. {answer.Error?.Message}".TrimEnd());
            // The summary is in the answer, which is never late.
            var content = format is "json"
                ? WorkspaceFile.ToJson(summary, ProtocolJson.Indented.ReviewSummary)
                : await ReadExportedAsync(answer, results[format is "md" ? "report" : format], parsed, cancelled);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(content, cancelled);
            return ExitStatus.Done;
        },
        cancelled);

    private static async Task<byte[]> ReadExportedAsync(ReviewResponse answer, string result, ParseResult parsed, CancellationToken cancelled)
    {
        var bucket = BucketOf(parsed)
            ?? throw new InvalidRequestException($"The report is in the fleet's bucket, which 'terraform output -raw bucket' names: give it as {Bucket.Name} or in {BucketVariable}, or copy the report by 'aws s3 cp s3://BUCKET/{ExportedResults.Workspace}{result} -'.");
        using var client = Client(() => new AmazonS3Client());
        return await new ExportedResults(new ReviewBucket(client, bucket).ReadAsync, TimeProvider.System, Terminal.Error.WriteWhole).ReadAsync(answer, result, cancelled);
    }

    private static async Task<int> WatchAsync(
        RemoteFleet fleet, ReviewId id, Func<CancellationToken, Task<ReviewResponse>> begin, ParseResult parsed, CancellationToken cancelled)
    {
        var review = new RemoteReview(fleet, TimeProvider.System, new RemoteProgress(Terminal.Error, id));
        try
        {
            var answer = await review.UntilOverAsync(begin, cancelled);
            Show(answer, fleet, parsed);
            if (answer.Summary is not null)
                Terminal.Error.WriteWhole($"To read it: codereview report {id}{PlaceOf(fleet, parsed).Options}{(BucketOf(parsed) is null ? $" {Bucket.Name} NAME" : "")}");
            return ExitStatus.Of(answer, parsed.GetValue(CommandOptions.FailOn));
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            if (review.Last is { } last)
                Show(last, fleet, parsed);
            SayHowToComeBack(review, id, PlaceOf(fleet, parsed));
            return ExitStatus.Incomplete;
        }
        catch (FleetException) when (review.Last is not null)
        {
            SayHowToComeBack(review, id, PlaceOf(fleet, parsed));
            throw;
        }
    }

    private static void SayHowToComeBack(RemoteReview review, ReviewId id, ReviewPlace place)
    {
        Terminal.Error.WriteWhole(review.Last is null
            ? $"The fleet had not answered yet. If it took the request, review {id} goes on there; to see: codereview status {id}{place.Options}"
            : $"Review {id} goes on in the fleet. To watch it again: codereview resume {id}{place.Options}");
        Terminal.Error.WriteWhole($"To call it off: codereview cancel {id}{place.Options}");
    }

    /// <summary>Ctrl-C while an answer is waited for is no fault.</summary>
    internal static async Task<int> StoppableAsync(Func<Task<int>> command, CancellationToken cancelled)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            Terminal.Error.WriteWhole("Stopped before there was an answer.");
            return ExitStatus.Incomplete;
        }
    }

    private static void Show(ReviewResponse answer, RemoteFleet fleet, ParseResult parsed) =>
        AnswerView.Show(answer, PlaceOf(fleet, parsed), parsed.GetValue(CommandOptions.Json));

    private static ReviewPlace PlaceOf(RemoteFleet fleet, ParseResult parsed) => ReviewPlace.Remote(
        fleet.Function, BucketOf(parsed) is { } bucket ? $"s3://{bucket}/{ExportedResults.Workspace}" : ExportedResults.Workspace);

    private static string? BucketOf(ParseResult parsed) =>
        parsed.GetValue(Bucket) ?? (Environment.GetEnvironmentVariable(BucketVariable) is { Length: > 0 } named ? named : null);

    // An option that stands before the command is the root's.
    private static IEnumerable<string> Given(ParseResult parsed) => parsed.CommandResult.Children.Concat(parsed.RootCommandResult.Children)
        .OfType<OptionResult>()
        .Where(option => !option.Implicit)
        .Select(option => option.Option.Name);

    /// <exception cref="InvalidRequestException">AWS was not told where to look.</exception>
    internal static T Client<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (AmazonClientException e)
        {
            throw new InvalidRequestException($"AWS has to be told where the fleet is: set AWS_REGION, or AWS_PROFILE to a profile with a region. {Shown.Of(e.Message, 300)}", e);
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;

namespace CodeReview.Fleet.Tests;

/// <summary>What the book has people type, with an address and a repository that are there.</summary>
public sealed class DocumentedFleetTests : IDisposable
{
    private static readonly string Chapter = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "docs", "aws.md"));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsFact<AwsCli>]
    public async Task The_AWS_command_line_has_a_repository_reviewed_by_the_commands_of_the_book()
    {
        var repository = Path.Combine(_folder.Path, "repository");
        SampleRepository.Create(repository, files: 20).Dispose();
        await using var fleet = await EmulatedFleet.StartAsync(Path.Combine(_folder.Path, "workspace"));
        var commands = string.Join('\n', File.ReadLines(Chapter).SkipWhile(line => !line.StartsWith("dotnet run --project tests/LambdaEmulator", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line is not "```"))
            .Replace("https://github.com/owner/name", $"file://{repository}", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:9001", fleet.Lambda.Url.ToString().TrimEnd('/'), StringComparison.Ordinal);

        var begun = await TypeAsync(commands);
        await fleet.Lambda.QuietAsync();
        var ended = await TypeAsync(commands);

        Assert.Equal((ReviewStatus.Running, ReviewStatus.Complete), (begun.Status, ended.Status));
        Assert.Equal((CommandLine.Id("first"), 2), (ended.ReviewId, ended.Summary!.AgentsRun.Count));
    }

    private async Task<ReviewResponse> TypeAsync(string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-ec", commands]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode is 0, await output + await error);
        return JsonSerializer.Deserialize(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "answer.json")), ProtocolJson.Default.ReviewResponse)!;
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>A workspace on a disk that is really full, or really read-only: a small file system of its own in a mount namespace.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [NeedsTheory<OwnMounts>]
    [InlineData(60)]
    [InlineData(400)]
    [InlineData(540)]
    [InlineData(580)]
    public async Task A_review_on_a_full_disk_is_suspended_and_goes_on_when_there_is_room(int roomKib)
    {
        SampleRepository.Create(Repository, files: 120);

        var (status, output) = await InMountAsync($$"""
            mount -t tmpfs -o size={{roomKib}}k none "$W"
            "$C" review "$R" --id full --workspace "$W"; echo "first $?"
            mount -o remount,size=64m "$W"
            "$C" review "$R" --id full --workspace "$W"; echo "second $?"
            "$C" review "$R" --id undisturbed --workspace "$W" > "$W/undisturbed.txt" 2>&1
            cd "$W/reviews/full/results" && for file in *.json; do sed 's/undisturbed/full/g' "../../undisturbed/results/$file" | cmp - "$file" || echo "differs: $file"; done
            """);

        Assert.True(status is 0, output);
        Assert.Contains("first 2", output, StringComparison.Ordinal);
        Assert.Contains("No space left", output, StringComparison.Ordinal);
        Assert.Contains("second 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("differs", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [NeedsFact<OwnMounts>]
    public async Task A_read_only_workspace_is_named_and_nothing_is_begun()
    {
        SampleRepository.Create(Repository, files: 5);

        var (status, output) = await InMountAsync("""
            mount -t tmpfs -o size=1m,ro none "$W"
            "$C" review "$R" --id read-only --workspace "$W"; echo "first $?"
            mount -o remount,rw "$W"
            "$C" review "$R" --id read-only --workspace "$W"; echo "second $?"
            """);

        Assert.True(status is 0, output);
        Assert.Contains("first 2", output, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", output, StringComparison.Ordinal);
        Assert.Contains("second 0", output, StringComparison.Ordinal);
    }

    [NeedsFact<OwnMounts>]
    public async Task A_disk_without_room_for_the_request_itself_leaves_nothing_to_resume_and_says_what_to_do()
    {
        SampleRepository.Create(Repository, files: 5);

        var (status, output) = await InMountAsync("""
            mount -t tmpfs -o size=4k none "$W"
            "$C" review "$R" --id full --workspace "$W"; echo "first $?"
            mount -o remount,size=64m "$W"
            "$C" review "$R" --id full --workspace "$W"; echo "second $?"
            """);

        Assert.True(status is 0, output);
        Assert.Contains("first 2", output, StringComparison.Ordinal);
        Assert.Contains("run the same command again", output, StringComparison.Ordinal);
        Assert.DoesNotContain("codereview resume", output, StringComparison.Ordinal);
        Assert.Contains("second 0", output, StringComparison.Ordinal);
    }

    // A disk cannot become read-only under an open journal, but a folder of it can be one from the start.
    [NeedsTheory<OwnMounts>]
    [InlineData("tasks")]
    [InlineData("results")]
    public async Task A_folder_that_turns_out_read_only_in_mid_review_is_named_and_the_review_goes_on_once_it_takes_files(string folder)
    {
        SampleRepository.Create(Repository, files: 5);

        var (status, output) = await InMountAsync($$"""
            F="$W/reviews/full/{{folder}}" && mkdir -p "$F" && mount -t tmpfs -o size=1m,ro none "$F"
            "$C" review "$R" --id full --workspace "$W" --json > "$W/answer.json"; echo "first $?"
            mount -o remount,rw "$F"
            "$C" resume full --workspace "$W"; echo "second $?"
            """);

        Assert.True(status is 0, output);
        Assert.Contains("first 2", output, StringComparison.Ordinal);
        // The whole of standard output is one answer: nothing else, of whatever library, was written there on the way out.
        var answer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "workspace", "answer.json")))!;
        Assert.Equal("suspended", (string?)answer["status"]);
        Assert.Contains($"Read-only file system : '{Path.Combine(_folder.Path, "workspace", "reviews", "full", folder)}", output, StringComparison.Ordinal);
        Assert.Contains("second 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Output)> InMountAsync(string script)
    {
        var workspace = Directory.CreateDirectory(Path.Combine(_folder.Path, "workspace")).FullName;
        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", "-c", $"exec 2>&1\n{script}"]) { RedirectStandardOutput = true };
        start.Environment["W"] = workspace;
        start.Environment["R"] = Repository;
        start.Environment["C"] = CommandLine.Executable;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}

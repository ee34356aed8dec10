using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

public sealed class WrongInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_path_where_nothing_is() =>
        await RefusedAsync("There is nothing at", "review", Path.Combine(_folder.Path, "nowhere"));

    [Fact]
    public async Task A_file_instead_of_a_repository()
    {
        await File.WriteAllTextAsync(Repository, "text");

        await RefusedAsync("file", "review", Repository);
    }

    [Fact]
    public async Task A_folder_that_is_no_repository()
    {
        Directory.CreateDirectory(Repository);

        await RefusedAsync("repository", "review", Repository);
    }

    [Fact]
    public async Task A_repository_without_a_commit()
    {
        LibGit2Sharp.Repository.Init(Repository);

        await RefusedAsync("empty", "review", Repository);
    }

    [Fact]
    public async Task A_ref_that_does_not_exist()
    {
        SampleRepository.Create(Repository, files: 1);

        await RefusedAsync("no-such-branch", "review", Repository, "--ref", "no-such-branch");
    }

    [Fact]
    public async Task A_bad_id() => await RefusedAsync("is not a review id", "review", Repository, "--id", "../x");

    [Fact]
    public async Task An_id_that_is_not_there() => await RefusedAsync("There is no review", "resume", "nobody");

    [Fact]
    public async Task An_unknown_option() => await RefusedAsync("--help", "review", Repository, "--frobnicate");

    [Theory]
    [InlineData("--max-parallel", "0", "from 1 to 1000")]
    [InlineData("--max-parallel", "many", "from 1 to 1000")]
    [InlineData("--fail-on", "critical", "low, medium or high")]
    [InlineData("--agents", "nobody", "security, style")]
    [InlineData("--agents", "", "agent")]
    public async Task A_value_that_an_option_does_not_take(string option, string value, string says)
    {
        SampleRepository.Create(Repository, files: 1);

        var error = await RefusedAsync(says, "review", Repository, option, value);

        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
        Assert.Empty(CodeReview.Workspace.ReviewIds());
    }

    [Fact]
    public async Task What_a_review_failed_for_is_said_again_by_its_status()
    {
        SampleRepository.Create(Repository, files: 1);
        await CodeReview.RunAsync("review", Repository, "--ref", "no-such-branch", "--id", "failed");

        await RefusedAsync("no-such-branch", "status", "failed");
    }

    [Fact]
    public async Task A_workspace_that_is_a_file()
    {
        SampleRepository.Create(Repository, files: 1);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "workspace"), "text");

        await RefusedAsync("cannot be written", "review", Repository);
    }

    [Fact]
    public async Task What_failed_for_a_missing_ref_works_once_the_ref_is_there()
    {
        SampleRepository.Create(Repository, files: 1);
        await CodeReview.RunAsync("review", Repository, "--ref", "v1", "--id", "mended");
        using (var repository = new LibGit2Sharp.Repository(Repository))
            repository.Tags.Add("v1", repository.Head.Tip);

        var (status, _, error) = await CodeReview.RunAsync("review", Repository, "--ref", "v1", "--id", "mended");

        Assert.True(status is 0, error);
    }

    [Fact]
    public async Task The_same_id_for_something_else_is_refused()
    {
        SampleRepository.Create(Repository, files: 1);
        await CodeReview.RunAsync("review", Repository, "--id", "one");

        await RefusedAsync("agents", "review", Repository, "--id", "one", "--agents", "style");
    }

    private async Task<string> RefusedAsync(string says, params string[] arguments)
    {
        var (status, _, error) = await CodeReview.RunAsync(arguments);

        Assert.Contains(says, error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(64, status);
        return error;
    }
}

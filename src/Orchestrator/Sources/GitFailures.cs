using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>The one place where a failure of libgit2 or of the disk becomes a sentence for the user.</summary>
internal static class GitFailures
{
    public static T Named<T>(RepositoryUrl url, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException e)
        {
            throw Of(url, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException(
                $"A file of the workspace or of '{Shown.Of(url.Value)}' cannot be written or read: {Shown.Sentence(e.Message)} "
                + "Check free space and permissions there, then run the same command again: it goes on where it stopped.", e);
        }
    }

    /// <summary>The refusal of a repository of which one object takes more memory than there is for it.</summary>
    public static InvalidRequestException NeedsMemory(RepositoryUrl url, LibGit2SharpException failure) => new(
        $"'{Shown.Of(url.Value)}' has an object that takes more than {LibraryMemory.MostBytes >> 20} MiB of memory to read: this machine cannot review the commit. "
        + "If the repository is yours, keep such files out of it, or in Git LFS.", failure);

    private static ReviewException Of(RepositoryUrl url, LibGit2SharpException failure)
    {
        var place = Shown.Of(url.Value);
        var said = Shown.Of(failure.Message, 200);
        if (LibraryMemory.IsMissingIn(failure))
            return NeedsMemory(url, failure);
        if (!url.IsLocal)
            return new EnvironmentException($"What '{place}' sent cannot be read: {said}. Try again: it is fetched anew.", failure);
        return new InvalidRequestException($"The repository '{place}' cannot be read: {said}. Check it with 'git fsck' there.", failure);
    }
}

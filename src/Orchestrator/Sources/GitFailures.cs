using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using LibGit2Sharp;

namespace CodeReview.Orchestrator.Sources;

/// <summary>The one place where a failure of libgit2 or of the disk becomes a sentence for the user.</summary>
internal static class GitFailures
{
    private static readonly string[] Refusals =
        ["status code: 401", "status code: 403", "status code: 404", "status code: 410", "authentication", "credentials", "repository not found", "not found on the server"];

    private static readonly string[] CommitRefusals =
        ["cannot fetch a specific object", "not our ref", "unadvertised object"];

    private static readonly string[] Unreachable =
        ["resolve", "connect", "timed out", "timeout", "socket", "ssl", "certificate", "tls", "network", "early eof", "reset", "status code: 5", "status code: 429"];

    public static T Named<T>(RepositoryUrl url, Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is UserCancelledException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (LibGit2SharpException e)
        {
            throw Of(url, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException(
                $"A file of the workspace or of '{Shown.Of(url.Value)}' cannot be written or read: {Shown.Of(e.Message, 300)} "
                + "Check free space and permissions there, then run the same command again: it goes on where it stopped.", e);
        }
    }

    public static bool IsRefusal(LibGit2SharpException failure) => Mentions(failure, Refusals);

    /// <summary>Whether the server, asked for a commit by its hash, does not have it or does not give it that way.</summary>
    public static bool IsCommitRefusal(LibGit2SharpException failure) => Mentions(failure, CommitRefusals);

    private static ReviewException Of(RepositoryUrl url, LibGit2SharpException failure)
    {
        var place = Shown.Of(url.Value);
        var said = Shown.Of(failure.Message, 200);
        if (url.IsLocal)
        {
            return failure is NotFoundException
                ? new InvalidRequestException($"The repository '{place}' lacks an object of the commit ({said}): it may be a partial clone; fetch the commit in full there first.", failure)
                : new InvalidRequestException($"The repository '{place}' cannot be read: {said}. Check it with 'git fsck' there.", failure);
        }

        if (IsRefusal(failure))
            return new InvalidRequestException($"'{place}' is no repository that can be read without signing in: {said}. Check the address; for a private repository, clone it and give the clone's path.", failure);
        return Mentions(failure, Unreachable)
            ? new EnvironmentException($"The server of '{place}' cannot be reached: {said}. Check the address and the network, then try again.", failure)
            : new EnvironmentException($"Fetching from '{place}' failed: {said}. Try again; if it stays, clone it and give the clone's path.", failure);
    }

    private static bool Mentions(LibGit2SharpException failure, string[] words) =>
        words.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
}

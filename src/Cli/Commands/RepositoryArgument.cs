using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Commands;

/// <summary>Reads what a user types for a repository: a URL, or a path of this machine.</summary>
internal static class RepositoryArgument
{
    /// <exception cref="InvalidRequestException">It is neither.</exception>
    public static RepositoryUrl Parse(string text)
    {
        // What stands on this machine comes first; else git@host:owner/name is an address too.
        var isPath = !text.Contains("://", StringComparison.Ordinal) && (Path.Exists(text) || !text.Contains(':', StringComparison.Ordinal));
        if (isPath && !Path.Exists(text))
        {
            throw new InvalidRequestException(
                $"There is nothing at '{Shown.Of(text)}': give the path of a repository, or a URL such as https://host/owner/name.");
        }

        var url = isPath ? new Uri(Path.GetFullPath(text)).AbsoluteUri : text;
        return RepositoryUrl.TryParse(url, out var repository, out var problem) ? repository : throw new InvalidRequestException(problem);
    }

    /// <summary>Reads what a fleet is to review: it sees nothing of this machine.</summary>
    /// <exception cref="InvalidRequestException">It is no address that a fleet could ask.</exception>
    public static RepositoryUrl ParseRemote(string text) => Parse(text) is { IsLocal: false } url
        ? url
        : throw new InvalidRequestException($"A fleet cannot see '{Shown.Of(text)}' on this machine: give the URL of a repository that the fleet reaches, or leave --remote out.");
}

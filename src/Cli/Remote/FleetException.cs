using CodeReview.Protocol.Reviews;

namespace CodeReview.Cli.Remote;

/// <summary>A deployed fleet refused, failed, or was not reached.</summary>
/// <param name="kind">Whose turn it is.</param>
/// <param name="message">What was wrong, where, and what to do.</param>
/// <param name="mayPass">Whether the same call may be answered a little later.</param>
/// <param name="inner">What was met.</param>
internal sealed class FleetException(ErrorKind kind, string message, bool mayPass = false, Exception? inner = null) : ReviewException(message, inner)
{
    /// <inheritdoc/>
    public override ErrorKind Kind => kind;

    /// <summary>Whether the same call may be answered a little later.</summary>
    public bool MayPass => mayPass;
}

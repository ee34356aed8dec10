namespace CodeReview.Protocol.Reviews;

/// <summary>
/// The root of the failures that a review knows by name. The message is fit for the user: what was wrong, where, what to do.
/// Anything else that is thrown is a fault of this software.
/// </summary>
public abstract class ReviewException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Who can do something about it.</summary>
    public abstract ErrorKind Kind { get; }
}

/// <summary>The request, or what it names, is not usable. Trying again without a change does not help.</summary>
public sealed class InvalidRequestException(string message, Exception? inner = null) : ReviewException(message, inner)
{
    /// <inheritdoc/>
    public override ErrorKind Kind => ErrorKind.InvalidRequest;
}

/// <summary>Network, disk or a service failed. Nothing is lost; trying again may help.</summary>
public sealed class EnvironmentException(string message, Exception? inner = null) : ReviewException(message, inner)
{
    /// <inheritdoc/>
    public override ErrorKind Kind => ErrorKind.Environment;
}

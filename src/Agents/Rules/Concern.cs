using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Rules;

/// <summary>What is wrong at a place, as far as the place itself decides it.</summary>
internal sealed record Concern
{
    public string? Detail { get; init; }

    public (Severity Value, string Reason)? Severity { get; init; }

    public (Confidence Value, string Reason)? Confidence { get; init; }

    /// <summary>A concern as the rule states it.</summary>
    public static Concern AsStated { get; } = new();

    /// <summary>Something other than constants reaches this argument. What a user sent is beyond doubt.</summary>
    public static Concern? IfVariable(Argument? argument)
    {
        var value = argument?.Resolved();
        return value?.Shape switch
        {
            null or ArgumentShape.Constant => null,
            ArgumentShape.Opaque when !value.IsFromRequest => new Concern { Confidence = (Protocol.Findings.Confidence.Low, "The value comes from a name or a call; what is behind it is not shown here.") },
            _ => Of(value),
        };
    }

    /// <summary>The argument is text with something filled in. What a user sent is beyond doubt.</summary>
    public static Concern? IfAssembled(Argument? argument)
    {
        var value = argument?.Resolved();
        return value is { Shape: ArgumentShape.Assembled } ? Of(value) : null;
    }

    /// <summary>The argument is what a user sent.</summary>
    public static Concern? IfFromRequest(Argument? argument)
    {
        var value = argument?.Resolved();
        return value is { IsFromRequest: true } ? Of(value) : null;
    }

    private static Concern Of(Argument value) => !value.IsFromRequest ? AsStated : new Concern
    {
        Confidence = (Protocol.Findings.Confidence.High, "The value is taken from the request in the same expression."),
    };
}

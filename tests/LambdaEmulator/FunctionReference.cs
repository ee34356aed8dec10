namespace CodeReview.LambdaEmulator;

/// <summary>A function as a caller names it.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Qualifier">The version or alias that was named, if one was.</param>
internal readonly record struct FunctionReference(string Name, string? Qualifier = null)
{
    public const string Region = "us-east-1";
    private const string Account = "000000000000";
    private const string Newest = "$LATEST";

    /// <summary>The ARN that was called.</summary>
    public string Arn => $"arn:aws:lambda:{Region}:{Account}:function:{Name}" + (Qualifier is null ? "" : $":{Qualifier}");

    /// <summary>The ARN with what was meant by a name alone.</summary>
    public string QualifiedArn => (this with { Qualifier = Qualifier ?? Newest }).Arn;

    /// <summary>Reads a name, a partial ARN or an ARN, each with or without a qualifier behind it.</summary>
    public static FunctionReference Parse(string called)
    {
        var parts = called.Split(':');
        var name = Array.IndexOf(parts, "function") + 1;
        return new FunctionReference(parts[Math.Min(name, parts.Length - 1)], parts.ElementAtOrDefault(name + 1));
    }
}

namespace CodeReview.LambdaEmulator;

/// <summary>The names by which a function can be called.</summary>
internal static class FunctionArn
{
    public const string Region = "us-east-1";
    private const string Account = "000000000000";

    public static string Of(string function) => $"arn:aws:lambda:{Region}:{Account}:function:{function}";

    /// <summary>The function's own name in a name, a partial ARN or an ARN, each with or without a version behind it.</summary>
    public static string NameIn(string called)
    {
        var parts = called.Split(':');
        var marker = Array.IndexOf(parts, "function");
        return marker >= 0 && marker + 1 < parts.Length ? parts[marker + 1] : parts[0];
    }
}

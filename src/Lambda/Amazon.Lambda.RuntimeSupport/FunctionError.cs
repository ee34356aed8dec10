using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception as Lambda shows it to a caller.</summary>
internal sealed record FunctionError(string ErrorMessage, string ErrorType, IReadOnlyList<string> StackTrace)
{
    public static FunctionError Of(Exception exception) => new(
        exception.Message,
        exception.GetType().Name,
        exception.StackTrace?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, FunctionErrorJson.Default.FunctionError);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FunctionError))]
internal sealed partial class FunctionErrorJson : JsonSerializerContext;

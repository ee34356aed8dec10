using System.Text.Json;

namespace CodeReview.LambdaEmulator.Invoking;

/// <summary>What stands in place of an answer where a function failed.</summary>
internal static class ErrorPayload
{
    public static byte[] ToJson(string errorType, string errorMessage) => JsonSerializer.SerializeToUtf8Bytes(new { errorType, errorMessage });
}

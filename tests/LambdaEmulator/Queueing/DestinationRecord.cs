using System.Text.Json;
using System.Text.Json.Nodes;
using CodeReview.LambdaEmulator.Invoking;

namespace CodeReview.LambdaEmulator.Queueing;

/// <summary>What a destination is told of a queued event, in the format of Lambda's asynchronous invocation records.</summary>
internal static class DestinationRecord
{
    public const string Success = "Success";
    public const string RetriesExhausted = "RetriesExhausted";
    public const string EventAgeExceeded = "EventAgeExceeded";

    /// <param name="last">The last attempt, as it was called.</param>
    /// <param name="condition">How it ended.</param>
    /// <param name="outcome">What the last attempt brought; null where the function was never reached.</param>
    /// <param name="now">The record's time.</param>
    public static byte[] ToJson(Invocation last, string condition, InvocationOutcome? outcome, DateTimeOffset now)
    {
        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = last.RequestId.ToString(),
                ["functionArn"] = last.Called.QualifiedArn,
                ["condition"] = condition,
                ["approximateInvokeCount"] = last.Attempt,
            },
            ["requestPayload"] = JsonNode.Parse(last.Payload),
        };
        if (outcome is { End: InvocationEnd.Answered or InvocationEnd.Failed })
        {
            record["responseContext"] = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST" };
            if (outcome.End is InvocationEnd.Failed)
                record["responseContext"]!["functionError"] = "Unhandled";
            record["responsePayload"] = PayloadOf(outcome.Payload);
        }

        return JsonSerializer.SerializeToUtf8Bytes(record);
    }

    // A function may answer with what is no JSON.
    private static JsonNode? PayloadOf(byte[] payload)
    {
        try
        {
            return JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return JsonValue.Create(System.Text.Encoding.UTF8.GetString(payload));
        }
    }
}

using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The variables that Lambda sets in an environment.</summary>
internal static class RuntimeVariables
{
    public const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";
    public const string TraceId = "_X_AMZN_TRACE_ID";

    public static string FunctionName => Read("AWS_LAMBDA_FUNCTION_NAME");

    public static string FunctionVersion => Read("AWS_LAMBDA_FUNCTION_VERSION");

    public static string LogGroupName => Read("AWS_LAMBDA_LOG_GROUP_NAME");

    public static string LogStreamName => Read("AWS_LAMBDA_LOG_STREAM_NAME");

    public static int MemorySizeInMB => int.TryParse(Read("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size) ? size : 0;

    /// <summary>The address of the Runtime API.</summary>
    /// <exception cref="InvalidOperationException">The process was not started by Lambda.</exception>
    public static Uri Api(string? endpoint) => new($"http://{Endpoint(endpoint)}/2018-06-01/runtime/");

    /// <summary>Host and port of Lambda's interfaces inside an environment.</summary>
    /// <exception cref="InvalidOperationException">The process was not started by Lambda.</exception>
    public static string Endpoint(string? endpoint) => (endpoint ?? Read(RuntimeApi)) is { Length: > 0 } named
        ? named
        : throw new InvalidOperationException($"{RuntimeApi} is not set: this program is started by AWS Lambda, or by an emulator of it.");

    private static string Read(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}

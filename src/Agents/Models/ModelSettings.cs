using System.Text.Json;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Reviews;

namespace CodeReview.Agents.Models;

/// <summary>
/// Where models are and what they cost. Built in are the public list prices and the usual addresses; a JSON file of this shape that
/// <c>CODEREVIEW_MODELS</c> names replaces each member that it gives.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ModelSettings
{
    public const string Variable = "CODEREVIEW_MODELS";

    public BedrockSettings? Bedrock { get; init; }

    /// <summary>OpenAI, or any service with the same interface.</summary>
    public EndpointSettings? Openai { get; init; }

    public EndpointSettings? Ollama { get; init; }

    public ModelLimits? Limits { get; init; }

    /// <summary>The first whose name is part of the model's id counts.</summary>
    public IReadOnlyList<ModelPrice>? Prices { get; init; }

    /// <summary>The settings that the environment names, or those built in.</summary>
    /// <exception cref="InvalidRequestException">The file cannot be read, or is not of this shape.</exception>
    public static ModelSettings Load(Func<string, string?> variable)
    {
        var builtIn = BuiltIn();
        if (variable(Variable) is not { Length: > 0 } path)
            return builtIn;
        try
        {
            var own = Parse(File.ReadAllBytes(path));
            return builtIn with
            {
                Bedrock = own.Bedrock ?? builtIn.Bedrock,
                Openai = own.Openai ?? builtIn.Openai,
                Ollama = own.Ollama ?? builtIn.Ollama,
                Limits = own.Limits ?? builtIn.Limits,
                Prices = own.Prices is { } prices ? [.. prices, .. builtIn.Prices!] : builtIn.Prices,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidRequestException($"The models' settings that {Variable} names, '{path}', cannot be used: {e.Message}", e);
        }
    }

    public ModelPrice? PriceOf(string id) => Prices?.FirstOrDefault(price => id.Contains(price.Model, StringComparison.OrdinalIgnoreCase));

    private static ModelSettings BuiltIn()
    {
        using var file = typeof(ModelSettings).Assembly.GetManifestResourceStream("models.json")!;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return Parse(content.ToArray());
    }

    private static ModelSettings Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ModelSettingsJson.Default.ModelSettings) ?? throw new JsonException("It holds null.");
}

/// <summary>Claude on Amazon Bedrock, in the region that <c>AWS_REGION</c> names.</summary>
/// <param name="Endpoint"><c>invoke</c>: bedrock-runtime's InvokeModel. <c>mantle</c>: the Messages interface on bedrock-mantle.</param>
/// <param name="BaseUrl">Another address than AWS's own, such as that of a VPC endpoint.</param>
/// <param name="ApiVersion">The version of the Messages interface; pinned, since not every model takes the newest.</param>
/// <param name="Effort"><c>low</c>, <c>medium</c>, <c>high</c>; not sent where absent, since older models refuse it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BedrockSettings(BedrockEndpoint Endpoint, string? BaseUrl, string ApiVersion, string? Effort);

internal enum BedrockEndpoint
{
    Invoke,
    Mantle,
}

/// <summary>An endpoint with OpenAI's chat interface.</summary>
/// <param name="BaseUrl">Its address, <c>/v1</c> included.</param>
/// <param name="ApiKeyVariable">The environment variable that holds the key; absent where none is needed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EndpointSettings(string BaseUrl, string? ApiKeyVariable);

/// <summary>What bounds one request.</summary>
/// <param name="OutputTokens">The most that an answer may have. A large value is throttled: it counts against the quota when asked for.</param>
/// <param name="ContextTokens">Above this a conversation is begun anew with what is known.</param>
/// <param name="TimeoutSeconds">How long an answer may take.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ModelLimits(int OutputTokens, long ContextTokens, int TimeoutSeconds);

/// <summary>What a model costs, in US dollars per million tokens.</summary>
/// <param name="Model">A part of the model's id.</param>
/// <param name="Input">Tokens sent that were in no cache.</param>
/// <param name="Output">Tokens received.</param>
/// <param name="CacheWrite">Tokens sent and put into the prompt cache.</param>
/// <param name="CacheRead">Tokens sent and found in the prompt cache.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ModelPrice(string Model, decimal Input, decimal Output, decimal CacheWrite, decimal CacheRead)
{
    private const decimal Million = 1_000_000;

    public decimal Of(TokenCounts tokens) =>
        (((tokens.Input - tokens.CacheRead - tokens.CacheWrite) * Input) + (tokens.CacheRead * CacheRead) + (tokens.CacheWrite * CacheWrite) + (tokens.Output * Output)) / Million;
}

/// <summary>The tokens of a request and its answer; <paramref name="Input"/> includes both kinds of cached ones.</summary>
internal readonly record struct TokenCounts(long Input, long CacheRead, long CacheWrite, long Output);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(ModelSettings))]
internal sealed partial class ModelSettingsJson : JsonSerializerContext;

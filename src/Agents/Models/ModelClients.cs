using System.ClientModel;
using System.ClientModel.Primitives;
using CodeReview.Protocol.Reviews;
using Microsoft.Extensions.AI;
using OpenAI;

namespace CodeReview.Agents.Models;

/// <summary>Clients of models by the name that a request gives: <c>bedrock:ID</c>, <c>ollama:NAME</c>, <c>openai:NAME</c>.</summary>
internal static class ModelClients
{
    /// <summary>The providers, for a message.</summary>
    public const string Known = "'bedrock:ID', 'ollama:NAME', 'openai:NAME'";

    /// <summary>Asks the model of that name; null where no provider is of that name.</summary>
    /// <exception cref="InvalidRequestException">The provider is known, and not set up.</exception>
    public static ModelCalls? Find(string model, ModelSettings settings, Func<string, string?> variable, TimeProvider time)
    {
        var colon = model.IndexOf(':', StringComparison.Ordinal);
        var (provider, id) = colon > 0 ? (model[..colon], model[(colon + 1)..]) : (model, "");
        if (id.Length is 0)
            return null;
        var client = provider switch
        {
            "bedrock" => BedrockClient.Of(id, settings.Bedrock!, settings.Limits!),
            "openai" => OfOpenAi(id, settings.Openai!, settings.Limits!, variable),
            "ollama" => OfOpenAi(id, settings.Ollama!, settings.Limits!, variable),
            _ => null,
        };
        return client is null ? null : new ModelCalls(client, settings.Limits!, settings.PriceOf(id), time, Random.Shared);
    }

    private static IChatClient OfOpenAi(string id, EndpointSettings endpoint, ModelLimits limits, Func<string, string?> variable)
    {
        var key = endpoint.ApiKeyVariable is { } name
            ? variable(name) is { Length: > 0 } value ? value : throw new InvalidRequestException($"The model '{id}' at {endpoint.BaseUrl} needs a key: set {name}.")
            // The client insists on one; an endpoint that asks for none does not look at it.
            : "none";
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(endpoint.BaseUrl),
            NetworkTimeout = TimeSpan.FromSeconds(limits.TimeoutSeconds),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        };
        return new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient(id).AsIChatClient();
    }
}

using Anthropic;
using Anthropic.Bedrock;
using Anthropic.Core;
using Anthropic.Models.Messages;
using CodeReview.Protocol.Reviews;
using Microsoft.Extensions.AI;

namespace CodeReview.Agents.Models;

/// <summary>Claude on Bedrock. Retries are the caller's, so that there is one place that counts them.</summary>
internal static class BedrockClient
{
    public static IChatClient Of(string id, BedrockSettings settings, ModelLimits limits)
    {
        var options = new ClientOptions
        {
            MaxRetries = 0,
            Timeout = TimeSpan.FromSeconds(limits.TimeoutSeconds),
            Handlers = [new PinnedApiVersion(settings.ApiVersion)],
        };
        var client = settings.Endpoint is BedrockEndpoint.Mantle ? Mantle(settings, options) : Invoke(settings, options);
        return new PromptCacheMarks(client.AsIChatClient(id, limits.OutputTokens), id, settings.Effort);
    }

    private static AnthropicBedrockMantleClient Mantle(BedrockSettings settings, ClientOptions options) => new(settings.BaseUrl is { } url
        ? new MantleAwsClientOptions { ClientOptions = options, BaseUrl = url }
        : new MantleAwsClientOptions { ClientOptions = options });

    private static IAnthropicClient Invoke(BedrockSettings settings, ClientOptions options) =>
        new AnthropicBedrockClient(new RefreshedCredentials()).WithOptions(given => options with { BaseUrl = settings.BaseUrl ?? given.BaseUrl });

    // The library would send its newest version, which models of older generations refuse.
    private sealed class PinnedApiVersion(string version) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove("anthropic-version");
            request.Headers.Add("anthropic-version", version);
            return base.SendAsync(request, cancellationToken);
        }
    }

    // The library reads the chain once; a role's keys live for an hour. The SDK below caches and renews them.
    private sealed class RefreshedCredentials : IAnthropicBedrockCredentials
    {
        public string Region { get; } = Environment.GetEnvironmentVariable("AWS_REGION")
            ?? throw new InvalidRequestException("Bedrock needs a region: set AWS_REGION.");

        async Task IAnthropicBedrockCredentials.Apply(HttpRequestMessage requestMessage)
        {
            var credentials = await AnthropicBedrockCredentialsHelper.FromEnv()
                ?? throw new InvalidRequestException("There are no AWS credentials: give the function a role, or set the usual variables or profile.");
            await credentials.Apply(requestMessage);
        }
    }
}

/// <summary>
/// Marks what the next request repeats, so that it is read from the prompt cache at a tenth of the price: the tools, the system
/// prompt, and the messages up to the last. The marks are no part of the conversation: they are set for sending and taken off.
/// </summary>
internal sealed class PromptCacheMarks(IChatClient inner, string id, string? effort) : DelegatingChatClient(inner)
{
    private const string Mark = "CacheControl";

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        // The last of ours, where the next request's prefix ends, and the one before, where this one's does.
        var ours = sent.Where(message => message.Role != ChatRole.Assistant).ToList();
        AIContent[] marked = [.. ours.TakeLast(2).Prepend(sent[0]).Distinct().Select(message => message.Contents[^1])];
        try
        {
            foreach (var content in marked)
                content.WithCacheControl(Ttl.Ttl5m);
            return await base.GetResponseAsync(sent, WithEffort(options), cancellationToken);
        }
        finally
        {
            foreach (var content in marked)
                content.AdditionalProperties?.Remove(Mark);
        }
    }

    private ChatOptions? WithEffort(ChatOptions? options)
    {
        if (effort is null || options is null)
            return options;
        var with = options.Clone();
        with.RawRepresentationFactory = _ => new MessageCreateParams
        {
            Model = id,
            MaxTokens = options.MaxOutputTokens ?? 0,
            Messages = [],
            Thinking = new ThinkingConfigAdaptive(),
            OutputConfig = new OutputConfig { Effort = Enum.Parse<Effort>(effort, ignoreCase: true) },
        };
        return with;
    }
}

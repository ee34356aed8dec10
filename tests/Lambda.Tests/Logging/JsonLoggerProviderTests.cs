using System.Text;
using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using CodeReview.Lambda.Logging;
using Microsoft.Extensions.Logging;

namespace CodeReview.Lambda.Tests.Logging;

public sealed class JsonLoggerProviderTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly JsonLoggerProvider _provider;
    private readonly ILogger _logger;

    public JsonLoggerProviderTests()
    {
        _provider = new JsonLoggerProvider(new JsonLog(_output, LogLevel.Information, TimeProvider.System));
        _provider.SetScopeProvider(new LoggerExternalScopeProvider());
        _logger = _provider.CreateLogger("CodeReview.Tests");
    }

    public void Dispose()
    {
        _provider.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void The_values_of_a_template_become_members()
    {
        _logger.LogWarning("The snapshot of {ReviewId} at event {SequenceNumber} was not saved.", "r-7", 40L);

        var line = Line();
        Assert.Equal("The snapshot of r-7 at event 40 was not saved.", line.GetProperty("message").GetString());
        Assert.Equal(("r-7", 40L), (line.GetProperty("review_id").GetString(), line.GetProperty("sequence_number").GetInt64()));
    }

    [Fact]
    public void The_values_of_the_scopes_around_become_members()
    {
        using (_logger.BeginScope(new Dictionary<string, object?> { ["task"] = "style.0002" }))
        using (_logger.BeginScope("a scope of text only"))
            _logger.LogInformation("m");

        Assert.Equal("style.0002", Line().GetProperty("task").GetString());
    }

    [Fact]
    public void A_value_cannot_pass_for_what_the_line_says_itself()
    {
        _logger.LogInformation("{Level} {Message}", "FATAL", "forged");

        var line = Line();
        Assert.Equal(("INFO", "FATAL forged", "FATAL", "forged"), (line.GetProperty("level").GetString(), line.GetProperty("message").GetString(), line.GetProperty("level_").GetString(), line.GetProperty("message_").GetString()));
    }

    [Fact]
    public void An_invocation_is_named_in_each_of_its_lines()
    {
        var context = new LambdaContext(TimeProvider.System, new LambdaConsoleLogger())
        {
            AwsRequestId = "r-1", Deadline = default, InvokedFunctionArn = "", TraceId = "Root=1",
        };

        using (_provider.BeginInvocation(context, new LogField("review_id", "x")))
            _logger.LogInformation("m");

        var line = Line();
        Assert.Equal(("r-1", "Root=1", "x"), (line.GetProperty("requestId").GetString(), line.GetProperty("traceId").GetString(), line.GetProperty("review_id").GetString()));
    }

    [Fact]
    public void Below_its_level_nothing_is_written_and_nothing_formatted()
    {
        _logger.Log(LogLevel.Debug, default, 0, null, (_, _) => throw new InvalidOperationException("formatted"));

        Assert.Equal(0, _output.Length);
    }

    private JsonElement Line() => JsonDocument.Parse(Encoding.UTF8.GetString(_output.ToArray())).RootElement;
}

using System.Text;
using System.Text.Json;
using CodeReview.Lambda.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Lambda.Tests.Logging;

public sealed class JsonLogTests : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 16, 30, 0, 250, TimeSpan.Zero));

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_line_is_one_object_with_the_names_that_the_log_service_knows()
    {
        Log().Write(LogLevel.Warning, "CodeReview.Grains", "The lease is over.", null, new LogField("review_id", "r"), new LogField("attempt", 2));

        Assert.Equal(
            """{"timestamp":"2026-11-25T16:30:00.250Z","level":"WARN","message":"The lease is over.","category":"CodeReview.Grains","review_id":"r","attempt":2}""" + "\n",
            Encoding.UTF8.GetString(_output.ToArray()));
    }

    [Fact]
    public void A_line_is_out_when_the_call_returns_and_none_holds_another()
    {
        var log = Log();

        log.Write(LogLevel.Information, "c", "one\nof two\u001b[2J", null);
        log.Write(LogLevel.Information, "c", "two", null);

        var text = Encoding.UTF8.GetString(_output.ToArray());
        Assert.Equal(2, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain('\u001b', text);
        Assert.All(text.Where(character => character is not '\n'), character => Assert.InRange(character, ' ', '~'));
    }

    [Theory]
    [InlineData(null, "INFO WARN ERROR FATAL")]
    [InlineData("DEBUG", "DEBUG INFO WARN ERROR FATAL")]
    [InlineData("error", "ERROR FATAL")]
    [InlineData("nonsense", "INFO WARN ERROR FATAL")]
    public void The_level_is_the_one_that_the_functions_settings_name(string? setting, string written)
    {
        var log = Log(LogLevels.Parse(setting));

        foreach (var level in Enum.GetValues<LogLevel>())
            log.Write(level, "c", "m", null);

        Assert.Equal(written, string.Join(' ', Lines().Select(line => line.GetProperty("level").GetString())));
    }

    [Fact]
    public void What_an_invocation_is_about_stands_in_its_lines_from_any_thread_and_in_no_others()
    {
        var log = Log();

        using (log.Begin(new LogField("requestId", "r-1"), new LogField("task", "security.0001")))
        {
            var thread = new Thread(() => log.Write(LogLevel.Information, "c", "within", null));
            thread.Start();
            thread.Join();
        }

        log.Write(LogLevel.Information, "c", "after", null);
        Assert.Equal(["r-1 security.0001", ""], Lines().Select(line => line.TryGetProperty("requestId", out var id) ? $"{id.GetString()} {line.GetProperty("task").GetString()}" : ""));
    }

    [Fact]
    public void What_an_invocation_is_about_may_be_said_when_it_is_known()
    {
        var log = Log();

        using (log.Begin(new LogField("requestId", "r-1")))
        {
            log.About(new LogField("review_id", "r"));
            log.Write(LogLevel.Information, "c", "m", null);
        }

        var line = Assert.Single(Lines());
        Assert.Equal(("r-1", "r"), (line.GetProperty("requestId").GetString(), line.GetProperty("review_id").GetString()));
    }

    [Fact]
    public void Of_two_fields_of_a_name_the_inner_one_stands()
    {
        var log = Log();

        using (log.Begin(new LogField("task", "outer")))
            log.Write(LogLevel.Information, "c", "m", null, new LogField("task", "inner"));

        Assert.Equal("inner", Assert.Single(Assert.Single(Lines()).EnumerateObject(), member => member.Name is "task").Value.GetString());
    }

    [Fact]
    public void An_exception_is_written_with_its_type_its_message_and_where_it_was_thrown()
    {
        var thrown = Assert.Throws<IOException>(Fail);

        Log().Write(LogLevel.Error, "c", "m", thrown);

        var error = Assert.Single(Lines()).GetProperty("error");
        Assert.Equal(("System.IO.IOException", "No space left."), (error.GetProperty("type").GetString(), error.GetProperty("message").GetString()));
        Assert.Contains(nameof(JsonLogTests), error.GetProperty("stack").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_end_is_cut()
    {
        Log().Write(LogLevel.Information, "c", new string('x', 1_000_000), null, new LogField("path", new string('y', 1_000_000)));

        Assert.InRange(_output.Length, 1, 20_000);
        Assert.EndsWith("…", Assert.Single(Lines()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_each_kind_are_JSON_of_that_kind()
    {
        Log().Write(
            LogLevel.Information, "c", "m", null,
            new LogField("none", null), new LogField("flag", true), new LogField("count", 7L), new LogField("ratio", 0.5), new LogField("nan", double.NaN), new LogField("when", new DateOnly(2026, 11, 25)));

        var line = Assert.Single(Lines());
        Assert.Equal(
            [JsonValueKind.Null, JsonValueKind.True, JsonValueKind.Number, JsonValueKind.Number, JsonValueKind.String, JsonValueKind.String],
            line.EnumerateObject().Skip(4).Select(member => member.Value.ValueKind));
    }

    private static void Fail() => throw new IOException("No space left.");

    private JsonLog Log(LogLevel minimum = LogLevel.Trace) => new(_output, minimum, _time);

    private List<JsonElement> Lines() =>
        [.. Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}

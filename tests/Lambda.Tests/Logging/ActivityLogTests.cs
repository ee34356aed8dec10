using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CodeReview.Lambda.Logging;
using Microsoft.Extensions.Logging;

namespace CodeReview.Lambda.Tests.Logging;

public sealed class ActivityLogTests : IDisposable
{
    private readonly MemoryStream _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void An_activity_is_a_line_with_its_tags_its_duration_and_its_outcome()
    {
        using var source = new ActivitySource("tests.a");
        using var log = new ActivityLog(Log(LogLevel.Debug), "tests.a");

        using (var activity = source.StartActivity("append"))
            activity!.SetTag("path", "journal/1").SetTag("bytes", 12L);

        var line = Line();
        Assert.Equal(("DEBUG", "append", "journal/1", 12L, "ok"), (line.GetProperty("level").GetString(), line.GetProperty("message").GetString(), line.GetProperty("path").GetString(), line.GetProperty("bytes").GetInt64(), line.GetProperty("outcome").GetString()));
        Assert.True(line.GetProperty("duration_ms").GetDouble() >= 0);
    }

    [Fact]
    public void A_failed_activity_says_so()
    {
        using var source = new ActivitySource("tests.b");
        using var log = new ActivityLog(Log(LogLevel.Debug), "tests.b");

        using (var activity = source.StartActivity("append"))
            activity!.SetStatus(ActivityStatusCode.Error);

        Assert.Equal("failed", Line().GetProperty("outcome").GetString());
    }

    [Fact]
    public void Where_the_level_is_not_written_no_activity_is_made()
    {
        using var source = new ActivitySource("tests.c");
        using var log = new ActivityLog(Log(LogLevel.Information), "tests.c");

        Assert.Null(source.StartActivity("append"));
    }

    private JsonLog Log(LogLevel minimum) => new(_output, minimum, TimeProvider.System);

    private JsonElement Line() => JsonDocument.Parse(Encoding.UTF8.GetString(_output.ToArray())).RootElement;
}

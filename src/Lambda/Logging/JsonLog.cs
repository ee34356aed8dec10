using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CodeReview.Lambda.Logging;

/// <summary>A named value of a log line.</summary>
public readonly record struct LogField(string Name, object? Value);

/// <summary>
/// Writes a JSON object a line, with the member names that CloudWatch and Lambda's own lines use (<c>timestamp</c>, <c>level</c>,
/// <c>requestId</c>, <c>message</c>) and the fleet's in snake_case. A line is out when the call returns: a queue's last lines would be
/// frozen, or killed, with the environment. Values are escaped to ASCII, so no text of a repository reaches a terminal as control characters.
/// </summary>
/// <param name="output">Written one line a call.</param>
/// <param name="minimum">Lines below are not written.</param>
/// <param name="time">Stamps the lines.</param>
public sealed class JsonLog(Stream output, LogLevel minimum, TimeProvider time)
{
    private const int LongestValue = 8_192;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly HashSet<string> Taken = ["timestamp", "level", "requestId", "traceId", "message", "category", "error"];
    private readonly Lock _writing = new();
    private LogField[] _invocation = [];

    /// <summary>The function's log, with the level that Lambda's settings ask for.</summary>
    public static JsonLog StandardOutput { get; } =
        new(Console.OpenStandardOutput(), LogLevels.Parse(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")), TimeProvider.System);

    public bool IsEnabled(LogLevel level) => level >= minimum && level is not LogLevel.None;

    /// <summary>Has every line carry these fields until disposed, whatever thread it comes from: an environment serves one invocation at a time.</summary>
    public IDisposable Begin(params LogField[] fields)
    {
        _invocation = fields;
        return new Ending(this);
    }

    /// <summary>Adds to what every further line of the invocation carries, once it is known what it is about.</summary>
    public void About(params LogField[] fields) => _invocation = [.. _invocation, .. fields];

    /// <summary>Writes a line; <paramref name="fields"/> are what its message was made of, and what surrounds it.</summary>
    public void Write(LogLevel level, string category, string message, Exception? exception, params IEnumerable<LogField> fields)
    {
        if (!IsEnabled(level))
            return;
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Options))
            WriteLine(json, level, category, message, exception, _invocation.Concat(fields));
        line.Write("\n"u8);
        lock (_writing)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }

    private void WriteLine(Utf8JsonWriter json, LogLevel level, string category, string message, Exception? exception, IEnumerable<LogField> fields)
    {
        json.WriteStartObject();
        json.WriteString("timestamp", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("level", LogLevels.Name(level));
        json.WriteString("message", Bounded(message));
        json.WriteString("category", category);
        // Of two fields of one name the inner one stands: a second member of the same name is not JSON that everybody reads.
        foreach (var (name, value) in fields.Reverse().DistinctBy(field => field.Name).Reverse())
            WriteField(json, name, value);
        if (exception is not null)
            WriteException(json, exception);
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            default: json.WriteStringValue(Bounded(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")); break;
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartObject("error");
        json.WriteString("type", exception.GetType().FullName);
        json.WriteString("message", Bounded(exception.Message));
        json.WriteString("stack", Bounded(exception.ToString()));
        json.WriteEndObject();
    }

    private static string Bounded(string text) => text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");

    private sealed class Ending(JsonLog log) : IDisposable
    {
        public void Dispose() => log._invocation = [];
    }

    /// <summary>The member name of a field that a message template calls <paramref name="name"/>.</summary>
    internal static string MemberName(string name)
    {
        var member = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        return Taken.Contains(member) ? $"{member}_" : member;
    }
}

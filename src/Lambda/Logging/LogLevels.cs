using Microsoft.Extensions.Logging;

namespace CodeReview.Lambda.Logging;

/// <summary>The levels by the names that Lambda's logging settings have for them.</summary>
internal static class LogLevels
{
    private static readonly (LogLevel Level, string Name)[] Names =
    [
        (LogLevel.Trace, "TRACE"),
        (LogLevel.Debug, "DEBUG"),
        (LogLevel.Information, "INFO"),
        (LogLevel.Warning, "WARN"),
        (LogLevel.Error, "ERROR"),
        (LogLevel.Critical, "FATAL"),
    ];

    public static string Name(LogLevel level) => Names.Single(named => named.Level == level).Name;

    /// <summary>The level of that name; information where it is none.</summary>
    public static LogLevel Parse(string? name) =>
        Names.Where(named => named.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(named => named.Level).FirstOrDefault(LogLevel.Information);
}

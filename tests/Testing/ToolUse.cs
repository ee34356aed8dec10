using System.Text.Json.Nodes;

namespace CodeReview.Testing;

/// <summary>Calls of tools as a model's answer holds them.</summary>
public static class ToolUse
{
    /// <summary>A call of a tool.</summary>
    public static object Of(string id, string name, object input) => new { type = "tool_use", id, name, input };

    /// <summary>A call for each file that the task of a request names.</summary>
    public static IReadOnlyList<object> ReadAll(JsonNode request) =>
    [
        .. request["messages"]![0]!["content"]![0]!["text"]!.GetValue<string>().Split('\n')
            .Where(line => line.Contains(" bytes\t", StringComparison.Ordinal))
            .Select((line, i) => Of($"read{i}", "read_file", new { path = line.Split('\t')[0] })),
    ];

    /// <summary>How many answers of the model a request holds.</summary>
    public static int AnswersIn(JsonNode request) => request["messages"]!.AsArray().Count(message => message!["role"]!.GetValue<string>() is "assistant");

    /// <summary>The end of a task.</summary>
    public static object Finish { get; } = Of("done", "finish", new { });

    /// <summary>A grave and sure finding in one line.</summary>
    public static object Finding(string rule, string path, int line, string quote) => Of($"report-{rule}", "report_finding", new
    {
        rule,
        cwe = "CWE-89",
        severity = "HIGH",
        severity_reason = "It reads every row.",
        confidence = "HIGH",
        confidence_reason = "The code shows it.",
        title = $"The claim {rule}",
        description = "What is given is executed.",
        recommendation = "Bind it.",
        path,
        start_line = line,
        end_line = line,
        quote,
    });
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CodeReview.Orchestrator.Summarizing.Timelines;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Orchestrator.Summarizing.Html;

/// <summary>JSON that stands inside of a page.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(ValueArrayConverter<string>), typeof(ValueArrayConverter<AgentName>), typeof(ValueArrayConverter<decimal>), typeof(ValueArrayConverter<ValueArray<decimal>>),
        typeof(ValueArrayConverter<StageSpan>), typeof(ValueArrayConverter<ActivationBar>), typeof(ValueArrayConverter<ActivationRow>),
        typeof(ValueArrayConverter<TroubleMark>), typeof(ValueArrayConverter<TimelineMark>), typeof(ValueArrayConverter<FailedTask>),
    ])]
[JsonSerializable(typeof(HtmlReportModel))]
[JsonSerializable(typeof(ReviewTimeline))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(AgentName))]
[JsonSerializable(typeof(FailedTask))]
[JsonSerializable(typeof(StageSpan))]
[JsonSerializable(typeof(ActivationBar))]
[JsonSerializable(typeof(ActivationRow))]
[JsonSerializable(typeof(TroubleMark))]
[JsonSerializable(typeof(TimelineMark))]
[JsonSerializable(typeof(ValueArray<decimal>))]
internal sealed partial class HtmlJson : JsonSerializerContext
{
    /// <summary>Letters of any language as they are; whatever could end an element or begin an entity escaped.</summary>
    public static HtmlJson Escaped => field ??= new HtmlJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}

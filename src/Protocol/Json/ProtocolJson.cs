using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Functions;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Protocol.Json;

/// <summary>
/// The JSON of every message and every stored file but the journal's own: snake_case, no nulls, enums by their names, only
/// source-generated contracts, so that it works without reflection and no type is ever named in a file.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    IndentSize = 1,
    NewLine = "\n",
    Converters =
    [
        typeof(ValueArrayConverter<string>), typeof(ValueArrayConverter<WorkspacePath>), typeof(ValueArrayConverter<AgentName>),
        typeof(ValueArrayConverter<Finding>), typeof(ValueArrayConverter<LineRange>), typeof(ValueArrayConverter<FileCoverage>),
        typeof(ValueArrayConverter<FailedTask>), typeof(ValueArrayConverter<ShardFile>), typeof(ValueArrayConverter<RepoFile>),
        typeof(ValueArrayConverter<LeftOut>), typeof(ValueArrayConverter<ReviewId>), typeof(ValueArrayConverter<FlowStep>), typeof(ValueArrayConverter<GivenVerdict>), typeof(ValueArrayConverter<FinishedTask>),
        typeof(ValueArrayConverter<ComparedFinding>), typeof(ValueArrayConverter<RuleSetting>), typeof(ValueArrayConverter<KnownFinding>),
    ])]
[JsonSerializable(typeof(ReviewRequest))]
[JsonSerializable(typeof(ReviewResponse))]
[JsonSerializable(typeof(Dictionary<string, AgentFunctionSettings>))]
[JsonSerializable(typeof(FailureResponse))]
[JsonSerializable(typeof(CheckResponse))]
[JsonSerializable(typeof(SweepResponse))]
[JsonSerializable(typeof(AgentTask))]
[JsonSerializable(typeof(VerificationInput))]
[JsonSerializable(typeof(AgentReport))]
[JsonSerializable(typeof(TaskResult))]
[JsonSerializable(typeof(TaskProgress))]
[JsonSerializable(typeof(Shard))]
[JsonSerializable(typeof(ReviewPlan))]
[JsonSerializable(typeof(RepoManifest))]
[JsonSerializable(typeof(AgentFindings))]
[JsonSerializable(typeof(ReviewSummary))]
[JsonSerializable(typeof(Coverage))]
[JsonSerializable(typeof(ReviewComparison))]
[JsonSerializable(typeof(ComparedFinding))]
[JsonSerializable(typeof(FindingPolicy))]
[JsonSerializable(typeof(Baseline))]
[JsonSerializable(typeof(KnownFinding))]
[JsonSerializable(typeof(RuleSetting))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(LineRange))]
[JsonSerializable(typeof(FlowStep))]
[JsonSerializable(typeof(FailedTask))]
[JsonSerializable(typeof(FileCoverage))]
[JsonSerializable(typeof(ShardFile))]
[JsonSerializable(typeof(RepoFile))]
[JsonSerializable(typeof(LeftOut))]
[JsonSerializable(typeof(GivenVerdict))]
[JsonSerializable(typeof(FinishedTask))]
[JsonSerializable(typeof(WorkspacePath))]
[JsonSerializable(typeof(AgentName))]
[JsonSerializable(typeof(ReviewId))]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>The contracts, indented, with quotes and letters of any language as they are, for files that people read.</summary>
    public static ProtocolJson Indented => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The same contracts on one line.</summary>
    public static ProtocolJson Line => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = false,
    });
}

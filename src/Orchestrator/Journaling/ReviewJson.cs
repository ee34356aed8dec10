using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodeReview.Orchestrator.Grains;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Journaling;

/// <summary>The JSON of the grain's events and snapshots: one line each, snake_case, only source-generated contracts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(ValueArrayConverter<string>), typeof(ValueArrayConverter<WorkspacePath>), typeof(ValueArrayConverter<AgentName>), typeof(ValueArrayConverter<AgentModel>), typeof(ValueArrayConverter<RuleSetting>)])]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(ReviewEvent.Requested))]
[JsonSerializable(typeof(ReviewEvent.Resumed))]
[JsonSerializable(typeof(ReviewEvent.Continued))]
[JsonSerializable(typeof(ReviewEvent.Pinned))]
[JsonSerializable(typeof(ReviewEvent.Cloned))]
[JsonSerializable(typeof(ReviewEvent.Planned))]
[JsonSerializable(typeof(ReviewEvent.TaskDispatched))]
[JsonSerializable(typeof(ReviewEvent.TaskAssigned))]
[JsonSerializable(typeof(ReviewEvent.TaskSent))]
[JsonSerializable(typeof(ReviewEvent.TaskInterrupted))]
[JsonSerializable(typeof(ReviewEvent.TaskDone))]
[JsonSerializable(typeof(ReviewEvent.TaskSuspended))]
[JsonSerializable(typeof(ReviewEvent.TaskAttemptFailed))]
[JsonSerializable(typeof(ReviewEvent.TaskFailed))]
[JsonSerializable(typeof(ReviewEvent.TaskReopened))]
[JsonSerializable(typeof(ReviewEvent.TaskPaid))]
[JsonSerializable(typeof(ReviewEvent.BudgetSpent))]
[JsonSerializable(typeof(ReviewEvent.StepFailed))]
[JsonSerializable(typeof(ReviewEvent.Verified))]
[JsonSerializable(typeof(ReviewEvent.Completed))]
[JsonSerializable(typeof(ReviewEvent.Failed))]
[JsonSerializable(typeof(ReviewEvent.Cancelled))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(WorkspacePath))]
[JsonSerializable(typeof(AgentName))]
[JsonSerializable(typeof(AgentModel))]
[JsonSerializable(typeof(RuleSetting))]
internal sealed partial class ReviewJson : JsonSerializerContext
{
    /// <summary>The contracts, with quotes and letters of any language as they are: people read the journal.</summary>
    public static ReviewJson Readable => field ??= new ReviewJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

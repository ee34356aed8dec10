using System.Globalization;
using CodeReview.Agents.Flows;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Rules;

/// <summary>Finds where something that was sent from outside reaches a sink, through the routines of the files that are reviewed together.</summary>
internal sealed class FlowDetector(Danger danger, params Sink[] sinks) : Detector(sinks.Aggregate(Languages.None, (all, sink) => all | sink.Languages))
{
    private static readonly Lazy<SinkTable> All = new(() => new SinkTable([.. RuleSet.All.SelectMany(rule => rule.Detectors).OfType<FlowDetector>().Select(detector => detector._set)]));
    private readonly SinkSet _set = new(danger, sinks);

    /// <summary>The file as it was read to follow values; null where nothing in it was worth reading.</summary>
    public static ParsedFile? Parsed(SourceFile file) => file.Set.Flows(All.Value).Parsed(file);

    public override IEnumerable<Match> Find(SourceFile file) => file.Set.Flows(All.Value).Into(_set, file).Select(flow => Shown(file, flow));

    private static Match Shown(SourceFile file, Flow flow)
    {
        var (start, end) = file.Code.StatementAt(flow.At);
        return new Match(start, end)
        {
            Detail = $"{Where(file, flow.From)} reads `{flow.From.What}`, and it reaches line {Line(file, flow.At)}{Via(file, flow)}.",
            Flow =
            [
                Step(flow.From.File.File, flow.From.At, $"{flow.From.What} is what somebody sent"),
                .. flow.Via is { } via ? [Step(via.File.File, via.At, $"is passed to {via.What}")] : Array.Empty<FlowStep>(),
                Step(file, flow.At, "arrives here"),
            ],
            Confidence = flow.Taint.IsWeak
                ? (Confidence.Medium, "What is sent goes through a function that is not in sight, which may check it.")
                : (Confidence.High, "What is sent was followed to this line, and nothing on the way that is known to make it harmless."),
        };
    }

    private static FlowStep Step(SourceFile file, int at, string note) => new(file.Path, file.Source.LineAt(at), note);

    private static string Where(SourceFile file, Origin origin) => origin.File.File == file ? $"Line {Line(file, origin.At)}" : $"{origin.File.File.Path} line {Line(origin.File.File, origin.At)}";

    private static string Via(SourceFile file, Flow flow) => flow.Via is not { } via ? ""
        : $" through the call of {via.What} in {(via.File.File == file ? "" : $"{via.File.File.Path} ")}line {Line(via.File.File, via.At)}";

    private static string Line(SourceFile file, int at) => file.Source.LineAt(at).ToString(CultureInfo.InvariantCulture);
}

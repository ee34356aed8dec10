using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Rules;

/// <summary>Finds assignments to a member, such as <c>.innerHTML =</c>, and judges what is assigned.</summary>
internal sealed class AssignmentDetector(Languages languages, string[] members, Func<Argument, Concern?> judge) : Detector(languages)
{
    private const int MaxValue = 1_500;
    private readonly Anchors _members = new(members);

    public override IEnumerable<Match> Find(SourceFile file)
    {
        if (_members.Next(file.Text, 0) is null)
            yield break;
        foreach (var (at, length) in _members.InCode(file))
        {
            var value = ValueAfter(file.Text, at + length);
            if (value < 0)
                continue;
            var (start, end) = file.Code.StatementAt(at);
            var until = Math.Min(Math.Max(end, value), value + MaxValue);
            if (judge(new Argument(file, value, until)) is { } concern)
                yield return new Match(start, end) { Detail = concern.Detail, Severity = concern.Severity, Confidence = concern.Confidence };
        }
    }

    private static int ValueAfter(string text, int at)
    {
        while (at < text.Length && text[at] is ' ')
            at++;
        if (at < text.Length && text[at] is '+')
            at++;
        if (at + 1 >= text.Length || text[at] is not '=' || text[at + 1] is '=' or '>')
            return -1;
        return at + 1;
    }
}

using CodeReview.Agents.Sources;
using CodeReview.Protocol.Secrets;

namespace CodeReview.Agents.Secrets;

/// <summary>Credentials that only their name gives away, as rules look for them: in code and configuration, not in comments and prose.</summary>
internal static class SecretsInCode
{
    private const int MaxLine = 1_000;

    /// <summary>The credentials that a source file assigns. Comments are left out.</summary>
    public static IEnumerable<Secret> Assigned(SourceFile file)
    {
        var isText = file.Language is Languages.Text;
        for (var next = AssignedSecret.Names.Next(file.Text, 0); next is { } anchor;)
        {
            var line = file.Source.LineAt(anchor.At);
            var start = file.Source.StartOf(line);
            var end = start + file.Source.Line(line).Length;
            next = AssignedSecret.Names.Next(file.Text, Math.Max(end, anchor.At + 1));
            if (end - start > MaxLine || file.Code[anchor.At] is CharKind.Comment)
                continue;
            foreach (var secret in AssignedSecret.InLine(file.Text[start..end], isText))
            {
                // In code, a quote that is itself within a literal belongs to prose, such as a documentation string.
                if (isText || file.Code[start + secret.Start - 1] is CharKind.Quote)
                    yield return secret with { Start = start + secret.Start };
            }
        }
    }
}

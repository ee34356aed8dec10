using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Agents.Rules.Style;

internal sealed class Documentation : IRuleFamily
{
    private const int MinMembers = 4;

    private static readonly SyntaxKind[] Members =
    [
        SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.InterfaceDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration,
        SyntaxKind.EnumDeclaration, SyntaxKind.DelegateDeclaration, SyntaxKind.MethodDeclaration, SyntaxKind.PropertyDeclaration,
    ];

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "documentation/missing-on-public",
            Agent = AgentName.Style,
            Severity = Severity.Low,
            SeverityReason = "Users of the type have to read its code.",
            Confidence = Confidence.High,
            ConfidenceReason = "Most public members of the file have a documentation comment, these have none.",
            Title = "Public members without documentation, beside documented ones",
            Message = "The file documents its public members, and leaves some out.",
            Fix = "Add the comments that are missing.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, Missing), new FileDetector(Languages.Go | Languages.Java | Languages.Php | Languages.Python, DocumentationByLine.Missing)],
        },
    ];

    private static IEnumerable<Match> Missing(SourceFile file)
    {
        // A file without any is a choice; only one that is inconsistent is worth a word.
        if (!file.Text.Contains("///", StringComparison.Ordinal) || !HasBareLine(file))
            return [];
        MemberDeclarationSyntax[] members = [.. file.Syntax.Nodes<MemberDeclarationSyntax>(Members).Where(IsPublic)];
        MemberDeclarationSyntax[] missing = [.. members.Where(member => !IsDocumented(member))];
        return members.Length >= MinMembers && missing.Length * 3 <= members.Length
            ? missing.OrderBy(member => member.SpanStart).Select(member => Head(file, member))
            : [];
    }

    // Told by lines first: a file in which a comment or an attribute precedes whatever is public need not be parsed.
    private static bool HasBareLine(SourceFile file)
    {
        for (var line = 2; line <= file.Source.LineCount; line++)
        {
            var above = file.Source.Line(line - 1).Trim();
            if (file.Source.Line(line).TrimStart().StartsWith("public ") && !above.StartsWith("///") && !above.EndsWith("*/"))
                return true;
        }

        return false;
    }

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PublicKeyword) && !member.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && member.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(type => type.Modifiers.Any(SyntaxKind.PublicKeyword));

    private static bool IsDocumented(MemberDeclarationSyntax member) => member.GetLeadingTrivia().ToFullString() is var lead
        && (lead.Contains("///", StringComparison.Ordinal) || lead.Contains("/**", StringComparison.Ordinal));

    private static Match Head(SourceFile file, MemberDeclarationSyntax member)
    {
        var line = file.Source.LineAt(member.SpanStart);
        return new Match(member.SpanStart, Math.Max(member.SpanStart + 1, file.Source.StartOf(line) + file.Source.Line(line).Length));
    }
}

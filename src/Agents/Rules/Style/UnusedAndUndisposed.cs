using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Agents.Rules.Style;

internal sealed class UnusedAndUndisposed : IRuleFamily
{
    private static readonly HashSet<string> Disposables =
    [
        "FileStream", "StreamReader", "StreamWriter", "BinaryReader", "BinaryWriter", "SqlConnection", "SqlCommand", "NpgsqlConnection", "SqliteConnection",
        "MySqlConnection", "TcpClient", "UdpClient", "Socket", "ZipArchive", "GZipStream", "DeflateStream", "Process", "RegistryKey", "Bitmap", "XmlReader",
    ];

    private static readonly Anchors Creations = new([.. Disposables.Select(type => $"{type}(")]);
    private static Regex PrivateName => field ??= Pattern.Of(@"\bprivate [^=;({\n]*?(?<name>\w+)\s*(?:[=;({\n]|$)");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "disposal/undisposed-local",
            Agent = AgentName.Style,
            Cwe = "CWE-772",
            Severity = Severity.Medium,
            SeverityReason = "Handles and connections stay open until the garbage collector comes by, and run out under load.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The local holds a disposable, is neither disposed nor handed on in its block; types are told by name only.",
            Title = "Disposable local that is never disposed",
            Message = "Nothing closes the object when the block ends or throws.",
            Fix = "Declare it with 'using var'.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, Undisposed)],
        },
        new Rule
        {
            Id = "dead-code/unused-private-member",
            Agent = AgentName.Style,
            Cwe = "CWE-561",
            Severity = Severity.Low,
            SeverityReason = "It is read, kept and tested for nothing.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The name occurs once in the file, and the type is not partial; reflection is not ruled out.",
            Title = "Private member that nothing uses",
            Message = "A private member is declared and never mentioned again.",
            Fix = "Remove it.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, Unused)],
        },
    ];

    private static IEnumerable<Match> Undisposed(SourceFile file)
    {
        if (Creations.Next(file.Text, 0) is null)
            yield break;
        foreach (var statement in file.Syntax.Nodes<LocalDeclarationStatementSyntax>(SyntaxKind.LocalDeclarationStatement))
        {
            if (statement.UsingKeyword.RawKind is not 0 || statement.Declaration.Variables is not [{ Initializer.Value: ObjectCreationExpressionSyntax created } variable])
                continue;
            if (Disposables.Contains(created.Type.ToString().Split('.')[^1]) && statement.Parent is BlockSyntax block && !IsHandedOn(block, variable.Identifier.Text))
                yield return new Match(statement.SpanStart, statement.Span.End) { Detail = $"'{variable.Identifier.Text}' is one." };
        }
    }

    // Any use but a call of its own members may hand it to somebody who disposes it.
    private static bool IsHandedOn(BlockSyntax block, string name) => block.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(use => use.Identifier.Text == name)
        .Any(use => use.Parent is not MemberAccessExpressionSyntax access || access.Expression != use
            || access.Name.Identifier.Text is "Dispose" or "Close" or "DisposeAsync" or "CloseAsync");

    private static IEnumerable<Match> Unused(SourceFile file)
    {
        var unmentioned = NamesMentionedOnce(file.Text);
        return unmentioned.Count is 0 ? [] : file.Syntax
            .Nodes<MemberDeclarationSyntax>(SyntaxKind.MethodDeclaration, SyntaxKind.FieldDeclaration, SyntaxKind.PropertyDeclaration)
            .Where(IsOwnBusiness)
            .Select(NameOf)
            .Where(name => unmentioned.Contains(name.Text))
            .Select(name => new Match(name.Parent!.SpanStart, name.Span.End) { Detail = $"'{name.Text}' is one." });
    }

    // Told by words first: a file in which every private name occurs again, which is most of them, need not be parsed.
    private static HashSet<string> NamesMentionedOnce(string text) => text.Contains("private ", StringComparison.Ordinal)
        ? Mentions.Once(text, PrivateName.Matches(text).Select(match => match.Groups["name"].Value))
        : [];

    private static bool IsOwnBusiness(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PrivateKeyword) && !member.Modifiers.Any(SyntaxKind.ExternKeyword) && member.AttributeLists.Count is 0
        && member is not MethodDeclarationSyntax { ExplicitInterfaceSpecifier: not null }
        && member.Parent is TypeDeclarationSyntax type && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
        && !type.AttributeLists.Any(list => list.ToString().Contains("StructLayout", StringComparison.Ordinal))
        && !type.Identifier.Text.EndsWith("Tests", StringComparison.Ordinal) && !(member is MethodDeclarationSyntax && member.Parent.ToString().Contains("MonoBehaviour", StringComparison.Ordinal));

    private static SyntaxToken NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        FieldDeclarationSyntax { Declaration.Variables: [var only] } => only.Identifier,
        _ => default,
    };
}

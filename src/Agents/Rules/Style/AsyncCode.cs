using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodeReview.Agents.Rules.Style;

internal sealed class AsyncCode : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "async/void-method",
            Agent = AgentName.Style,
            Severity = Severity.Medium,
            SeverityReason = "An exception in it ends the process, and nobody can wait for it.",
            Confidence = Confidence.High,
            ConfidenceReason = "The method is async and returns void; it has no event handler's parameters.",
            Title = "async void method",
            Message = "The caller goes on at once and can neither await the method nor catch what it throws.",
            Fix = "Return Task, and await it.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, VoidMethods)],
        },
        new Rule
        {
            Id = "async/blocking-wait",
            Agent = AgentName.Style,
            Severity = Severity.Medium,
            SeverityReason = "The thread waits idle; under load or with a synchronisation context this ends in a deadlock.",
            Confidence = Confidence.High,
            ConfidenceReason = "The wait stands in an async method, where await would do.",
            Title = "Blocking wait in an async method",
            Message = "The method is async and still blocks its thread until the task is done.",
            Fix = "await the task.",
            OncePerFile = true,
            Detectors = [new FileDetector(Languages.CSharp, BlockingWaits)],
        },
    ];

    private static IEnumerable<Match> VoidMethods(SourceFile file)
    {
        if (!file.Text.Contains("async void", StringComparison.Ordinal))
            yield break;
        foreach (var method in file.Syntax.Nodes<MethodDeclarationSyntax>(SyntaxKind.MethodDeclaration))
        {
            if (method.Modifiers.Any(SyntaxKind.AsyncKeyword) && !method.Modifiers.Any(SyntaxKind.OverrideKeyword) && IsVoid(method.ReturnType)
                && method.AttributeLists.Count is 0 && !TakesEvent(method.ParameterList) && !method.Identifier.Text.StartsWith("On", StringComparison.Ordinal))
                yield return new Match(method.SpanStart, method.ParameterList.Span.End) { Detail = $"'{method.Identifier.Text}' is one." };
        }
    }

    private static IEnumerable<Match> BlockingWaits(SourceFile file)
    {
        if (!file.Text.Contains("async ", StringComparison.Ordinal))
            yield break;
        foreach (var access in file.Syntax.Nodes<MemberAccessExpressionSyntax>(SyntaxKind.SimpleMemberAccessExpression))
        {
            if (IsWait(access) && EnclosingIsAsync(access) is { } method && !method.Contains("WhenAll", StringComparison.Ordinal) && !method.Contains("WhenAny", StringComparison.Ordinal)
                && access.FirstAncestorOrSelf<StatementSyntax>() is { } statement)
                yield return new Match(statement.SpanStart, Math.Min(statement.Span.End, access.Span.End + 2));
        }
    }

    private static bool IsWait(MemberAccessExpressionSyntax access) => access.Name.Identifier.Text switch
    {
        "Result" => access.Parent is not InvocationExpressionSyntax && IsTask(access.Expression),
        "Wait" => access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } && IsTask(access.Expression),
        "GetResult" => access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetAwaiter" } },
        _ => false,
    };

    // Without types, a task is told by its name or by the call that made it.
    private static bool IsTask(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name } } => name.EndsWith("Async", StringComparison.Ordinal),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: var name } } => name.EndsWith("Async", StringComparison.Ordinal),
        IdentifierNameSyntax { Identifier.Text: var name } => name.EndsWith("Task", StringComparison.Ordinal) || name is "task",
        _ => false,
    };

    private static string? EnclosingIsAsync(SyntaxNode node) => node.Ancestors().FirstOrDefault(ancestor =>
        ancestor is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax) switch
    {
        MethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.AsyncKeyword) => method.ToString(),
        LocalFunctionStatementSyntax function when function.Modifiers.Any(SyntaxKind.AsyncKeyword) => function.ToString(),
        AnonymousFunctionExpressionSyntax lambda when lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) => lambda.ToString(),
        _ => null,
    };

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static bool TakesEvent(ParameterListSyntax parameters) => parameters.Parameters.Any(parameter =>
        parameter.Type?.ToString() is { } type && (type.EndsWith("Args", StringComparison.Ordinal) || type.EndsWith("Event", StringComparison.Ordinal) || type is "object" or "object?"));
}

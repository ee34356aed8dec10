namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class WorkflowInjectionTests
{
    [Theory]
    [InlineData("workflow-injection/expression-in-script", ".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: echo \"${{ github.event.issue.title }}\"\n")]
    [InlineData("workflow-injection/expression-in-script", ".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - name: x\n        run: |\n          set -e\n          echo ${{ github.head_ref }}\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("workflow-injection/expression-in-script", ".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: echo \"$TITLE\"\n        env:\n          TITLE: ${{ github.event.issue.title }}\n")]
    [InlineData("workflow-injection/expression-in-script", ".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: echo \"${{ github.sha }}\"\n")]
    [InlineData("workflow-injection/expression-in-script", "docs/ci.yml", "- run: echo \"${{ github.event.issue.title }}\"\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class UnusedAndUndisposedTests
{
    [Theory]
    [InlineData("disposal/undisposed-local", "a.cs", "class A { void B() { var s = new FileStream(\"a\", FileMode.Open); s.WriteByte(1); } }")]
    [InlineData("dead-code/unused-private-member", "a.cs", "class A { private int _count; private void Never() { } public void Go() { } }")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("disposal/undisposed-local", "a.cs", "class A { void B() { using var s = new FileStream(\"a\", FileMode.Open); s.WriteByte(1); } }")]
    [InlineData("disposal/undisposed-local", "a.cs", "class A { Stream B() { var s = new FileStream(\"a\", FileMode.Open); return s; } }")]
    [InlineData("disposal/undisposed-local", "a.cs", "class A { void B() { var s = new FileStream(\"a\", FileMode.Open); s.Dispose(); } }")]
    [InlineData("dead-code/unused-private-member", "a.cs", "class A { private int _count; public int Go() => _count++; }")]
    [InlineData("dead-code/unused-private-member", "a.cs", "partial class A { private void Never() { } }")]
    [InlineData("dead-code/unused-private-member", "a.cs", "class A { [Test] private void Never() { } }")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class AsyncCodeTests
{
    [Theory]
    [InlineData("async/void-method", "a.cs", "class A { async void Go() { await Task.Yield(); } }")]
    [InlineData("async/blocking-wait", "a.cs", "class A { async Task Go() { var x = LoadAsync().Result; await Task.Yield(); } }")]
    [InlineData("async/blocking-wait", "a.cs", "class A { async Task Go() { loadTask.Wait(); await Task.Yield(); } }")]
    [InlineData("async/blocking-wait", "a.cs", "class A { async Task Go() { var x = LoadAsync().GetAwaiter().GetResult(); await Task.Yield(); } }")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("async/void-method", "a.cs", "class A { async void Clicked(object sender, EventArgs e) { await Task.Yield(); } }")]
    [InlineData("async/void-method", "a.cs", "class A { async Task Go() { await Task.Yield(); } }")]
    [InlineData("async/blocking-wait", "a.cs", "class A { async Task Go() { var x = response.Result; await Task.Yield(); } }")]
    [InlineData("async/blocking-wait", "a.cs", "class A { void Go() { var x = LoadAsync().Result; } async Task B() { } }")]
    [InlineData("async/blocking-wait", "a.cs", "class A { async Task Go() { await Task.WhenAll(aTask); var x = aTask.Result; } }")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Style;

public sealed class SwallowedExceptionsTests
{
    [Theory]
    [InlineData("error-handling/empty-catch", "a.cs", "try { Go(); } catch (IOException) { }")]
    [InlineData("error-handling/empty-catch", "A.java", "try { go(); } catch (Exception e) {\n}")]
    [InlineData("error-handling/empty-catch", "a.js", "try { go(); } catch {}")]
    [InlineData("error-handling/empty-catch", "a.py", "try:\n    go()\nexcept Exception:\n    pass\n")]
    [InlineData("error-handling/swallowed-exception", "a.cs", "class A { void B() { try { Go(); } catch (Exception) { Stop(); } } }")]
    [InlineData("error-handling/bare-except", "a.py", "try:\n    go()\nexcept:\n    stop()\n")]
    [InlineData("error-handling/lost-stack-trace", "a.cs", "class A { void B() { try { Go(); } catch (Exception e) { Stop(); throw e; } } }")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("error-handling/empty-catch", "a.cs", "try { Go(); } catch (IOException) { /* gone already */ }")]
    [InlineData("error-handling/empty-catch", "a.cs", "try { Go(); } catch (OperationCanceledException) { }")]
    [InlineData("error-handling/empty-catch", "a.js", "go().catch(() => {});")]
    [InlineData("error-handling/empty-catch", "a.py", "try:\n    go()\nexcept KeyError:\n    pass\n")]
    [InlineData("error-handling/swallowed-exception", "a.cs", "class A { void B() { try { Go(); } catch (Exception e) { Stop(e); } } }")]
    [InlineData("error-handling/swallowed-exception", "a.cs", "class A { void B() { try { Go(); } catch (Exception) { _logger.LogError(\"x\"); } } }")]
    [InlineData("error-handling/swallowed-exception", "a.cs", "class A { void B() { try { Go(); } catch (IOException) { Stop(); } } }")]
    [InlineData("error-handling/bare-except", "a.py", "try:\n    go()\nexcept:\n    stop()\n    raise\n")]
    [InlineData("error-handling/lost-stack-trace", "a.cs", "class A { void B() { try { Go(); } catch (Exception e) { Stop(e); throw; } } }")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

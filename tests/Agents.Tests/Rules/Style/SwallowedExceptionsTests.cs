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
    [InlineData("error-handling/empty-catch", "a.php", "<?php\ntry { go(); } catch (Throwable $e) {\n}")]
    [InlineData("error-handling/empty-catch", "a.go", "func f() {\n\tif err != nil {\n\t}\n}\n")]
    [InlineData("error-handling/empty-catch", "a.rb", "begin\n  go\nrescue => e\nend\n")]
    [InlineData("error-handling/rescued-exception", "a.rb", "begin\n  go\nrescue Exception => e\n  log(e)\nend\n")]
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
    [InlineData("error-handling/empty-catch", "a.js", "try { go(); } catch (e) {} // it is gone already")]
    [InlineData("error-handling/empty-catch", "a.go", "func f() error {\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n")]
    [InlineData("error-handling/empty-catch", "a.rb", "begin\n  go\nrescue KeyError\nend\n")]
    [InlineData("error-handling/empty-catch", "a.rb", "begin\n  go\nrescue => e\n  # It is gone already.\nend\n")]
    [InlineData("error-handling/rescued-exception", "a.rb", "begin\n  go\nrescue Exception\n  clean\n  raise\nend\n")]
    [InlineData("error-handling/rescued-exception", "a.rb", "begin\n  go\nrescue StandardError => e\n  log(e)\nend\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

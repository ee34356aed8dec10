namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class LogContentsTests
{
    [Theory]
    [InlineData("log-injection/request-value", "a.py", "logger.info(\"login of \" + request.args[\"name\"])")]
    [InlineData("log-secret/value-logged", "a.py", "logger.info(f\"login {user} {password}\")")]
    [InlineData("log-secret/value-logged", "a.py", "print(\"login\", username, password)")]
    [InlineData("log-secret/value-logged", "a.js", "console.log('login', user.password);")]
    [InlineData("log-secret/value-logged", "a.cs", "_logger.LogInformation(\"login {Name} {Password}\", name, password);")]
    [InlineData("log-secret/value-logged", "A.java", "log.info(\"login \" + user.getPassword());")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("log-injection/request-value", "a.py", "logger.info(\"login of \" + name)")]
    [InlineData("log-secret/value-logged", "a.py", "logger.info(\"password changed\")")]
    [InlineData("log-secret/value-logged", "a.py", "logger.info(\"token length\", len(token))")]
    [InlineData("log-secret/value-logged", "a.js", "console.log('wrong password');")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

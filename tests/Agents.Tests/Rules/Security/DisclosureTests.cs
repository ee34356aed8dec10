namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData("disclosure/error-text", "a.py", "from flask import jsonify\ndef f():\n    return jsonify(error=str(e)), 500\n")]
    [InlineData("disclosure/error-text", "a.js", "res.status(500).send(err.stack);")]
    [InlineData("disclosure/error-text", "a.php", "<?php die(\"failed: \" . mysqli_error($db));")]
    [InlineData("disclosure/error-text", "a.go", "http.Error(w, err.Error(), http.StatusInternalServerError)")]
    [InlineData("disclosure/account-exists", "a.py", "flash(\"User not found\")\nflash(\"Incorrect password\")\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("disclosure/error-text", "a.py", "from flask import jsonify\ndef f():\n    return jsonify(error=\"failed\"), 500\n")]
    [InlineData("disclosure/error-text", "a.py", "def f():\n    return str(e)\n")]
    [InlineData("disclosure/error-text", "a.js", "res.status(500).send(\"failed\");")]
    [InlineData("disclosure/account-exists", "a.py", "flash(\"Invalid username or password\")\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class StoredPasswordsTests
{
    [Theory]
    [InlineData("password-storage/compared-as-text", "a.py", "if user.password == password:\n    pass\n")]
    [InlineData("password-storage/compared-as-text", "a.js", "if (user.password === req.body.password) login(user);")]
    [InlineData("password-storage/compared-as-text", "a.php", "<?php $q = \"SELECT * FROM users WHERE name = ? AND password = ?\";")]
    [InlineData("password-storage/fast-hash", "a.py", "digest = hashlib.sha256(password.encode()).hexdigest()")]
    [InlineData("password-storage/fast-hash", "a.js", "const d = crypto.createHash(\"sha256\").update(password).digest(\"hex\");")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("password-storage/compared-as-text", "a.py", "if password == confirm_password:\n    pass\n")]
    [InlineData("password-storage/compared-as-text", "a.py", "if check_password_hash(user.password, password):\n    pass\n")]
    [InlineData("password-storage/compared-as-text", "a.js", "if (req.body.password !== req.body.confirm) return;")]
    [InlineData("password-storage/fast-hash", "a.py", "digest = hashlib.sha256(body).hexdigest()")]
    [InlineData("password-storage/fast-hash", "a.py", "key = hashlib.pbkdf2_hmac(\"sha256\", password, salt, 600000)")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

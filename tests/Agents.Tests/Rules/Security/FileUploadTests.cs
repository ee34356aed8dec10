namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class FileUploadTests
{
    [Theory]
    [InlineData("file-upload/any-kind", "a.py", "from flask import Flask, request\n@app.post(\"/u\")\ndef u():\n    f = request.files[\"f\"]\n    f.save(os.path.join(\"up\", f.filename))\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("file-upload/any-kind", "a.py", "from flask import Flask, request\n@app.post(\"/u\")\ndef u():\n    f = request.files[\"f\"]\n    if not f.filename.endswith(\".png\"):\n        abort(400)\n    f.save(os.path.join(\"up\", f.filename))\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

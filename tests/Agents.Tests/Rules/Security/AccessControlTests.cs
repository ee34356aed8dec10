namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class AccessControlTests
{
    [Theory]
    [InlineData("authorization/route-without-check", "a.py", "from flask import Flask, request\n@app.get(\"/a\")\n@login_required\ndef a():\n    return x\n@app.post(\"/b\")\n@login_required\ndef b():\n    return x\n@app.post(\"/c\")\ndef c():\n    db.save(request.form[\"x\"])\n")]
    [InlineData("authorization/route-without-check", "a.js", "router.get(\"/a\", requireLogin, auth, (req, res) => res.json(req.user));\nrouter.post(\"/b\", auth, (req, res) => save(req.body));\nrouter.delete(\"/c/:id\", (req, res) => remove(req.params.id));")]
    [InlineData("authorization/record-of-anybody", "a.py", "from flask import Flask, request\n@app.get(\"/invoices/<invoice_id>\")\n@login_required\ndef invoice(invoice_id):\n    return Invoice.query.get(invoice_id).text + request.args[\"x\"]\n")]
    [InlineData("login/no-limit", "a.py", "from flask import Flask, request\n@app.post(\"/login\")\ndef login():\n    return check(request.form[\"name\"])\n")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("authorization/route-without-check", "a.py", "from flask import Flask, request\n@app.get(\"/a\")\n@login_required\ndef a():\n    return x\n@app.post(\"/b\")\n@login_required\ndef b():\n    return x\n@app.post(\"/login\")\ndef login():\n    return request.form[\"x\"]\n")]
    [InlineData("authorization/route-without-check", "a.py", "from flask import Flask, request\n@app.post(\"/c\")\ndef c():\n    return request.form[\"x\"]\n")]
    [InlineData("authorization/record-of-anybody", "a.py", "from flask import Flask, request\n@app.get(\"/invoices/<invoice_id>\")\n@login_required\ndef invoice(invoice_id):\n    return Invoice.query.filter_by(id=invoice_id, owner=current_user.id).one().text + request.args[\"x\"]\n")]
    [InlineData("login/no-limit", "a.py", "from flask import Flask, request\n@app.post(\"/login\")\n@limiter.limit(\"5/minute\")\ndef login():\n    return check(request.form[\"name\"])\n")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class CrossSiteScriptingTests
{
    [Theory]
    [InlineData("xss/raw-html", "a.js", "element.innerHTML = \"<b>\" + name + \"</b>\";")]
    [InlineData("xss/raw-html", "a.ts", "element.innerHTML = `<b>${name}</b>`;")]
    [InlineData("xss/raw-html", "a.js", "document.write(\"<p>\" + location.hash);")]
    [InlineData("xss/raw-html", "a.js", "el.insertAdjacentHTML(\"beforeend\", \"<li>\" + text + \"</li>\");")]
    [InlineData("xss/raw-html", "a.js", "return <div dangerouslySetInnerHTML={{ __html: body }} />;")]
    [InlineData("xss/raw-html", "a.cs", "@Html.Raw(model.Body)")]
    [InlineData("xss/raw-html", "a.py", "return Markup(\"<b>%s</b>\" % name)")]
    [InlineData("xss/request-value", "A.java", "response.getWriter().print(request.getParameter(\"name\"));")]
    [InlineData("xss/request-value", "a.js", "app.get(\"/\", (req, res) => res.send(\"<h1>\" + req.query.name + \"</h1>\"));")]
    [InlineData("frame-message/any-origin", "a.js", "window.parent.postMessage(token, \"*\");")]
    [InlineData("xss/request-value", "a.js", "app.get(\"/\", (req, res) => res.send(\"<p>\" + req.query.n + \"</p>\"));")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("xss/raw-html", "a.js", "element.textContent = \"<b>\" + name;")]
    [InlineData("xss/raw-html", "a.js", "element.innerHTML = \"<b>fixed</b>\";")]
    [InlineData("xss/raw-html", "a.js", "if (element.innerHTML == other + \"x\") go();")]
    [InlineData("xss/raw-html", "a.js", "element.innerHTML = DOMPurify.sanitize(\"<b>\" + name);")]
    [InlineData("xss/raw-html", "a.js", "return <div dangerouslySetInnerHTML={{ __html: sanitize(body) }} />;")]
    [InlineData("xss/raw-html", "a.cs", "@Html.Raw(\"<br/>\")")]
    [InlineData("xss/raw-html", "a.py", "mark_safe(\"<br>\")")]
    [InlineData("xss/request-value", "a.js", "app.get(\"/\", (req, res) => res.json(\"hello \" + req.query.name));")]
    [InlineData("frame-message/any-origin", "a.js", "window.parent.postMessage(token, \"https://app.test\");")]
    [InlineData("xss/request-value", "a.js", "app.get(\"/\", (req, res) => res.send(\"<p>\" + escapeHtml(req.query.n) + \"</p>\"));")]
    [InlineData("xss/request-value", "a.js", "app.get(\"/\", (req, res) => res.json({ n: req.query.n }));")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class PathTraversalTests
{
    [Theory]
    [InlineData("path-traversal/request-path", "a.py", "return open(os.path.join(root, request.args[\"name\"])).read()")]
    [InlineData("path-traversal/request-path", "a.py", "def f():\n    name = request.args.get(\"name\")\n    return open(name)\n")]
    [InlineData("path-traversal/request-path", "a.js", "res.sendFile(path.join(root, req.params.name));")]
    [InlineData("path-traversal/request-path", "A.java", "File f = new File(root, request.getParameter(\"name\"));")]
    [InlineData("path-traversal/request-path", "a.cs", "var text = File.ReadAllText(Path.Combine(root, Request.Query[\"name\"]));")]
    [InlineData("path-traversal/archive-entry", "a.py", "import tarfile\ntar = tarfile.open(name)\ntar.extractall(target)\n")]
    [InlineData("path-traversal/archive-entry", "a.cs", "var path = Path.Combine(target, entry.FullName);")]
    [InlineData("path-traversal/archive-entry", "A.java", "ZipEntry entry = next();\nFile f = new File(target, entry.getName());")]
    [InlineData("path-traversal/archive-entry", "a.js", "const to = path.join(target, entry.fileName);")]
    [InlineData("ssrf/request-url", "a.py", "return requests.get(request.args[\"url\"]).text")]
    [InlineData("ssrf/request-url", "a.js", "const r = await fetch(req.query.url);")]
    [InlineData("ssrf/request-url", "A.java", "URL u = new URL(request.getParameter(\"u\"));")]
    [InlineData("ssrf/request-url", "a.cs", "await client.GetStringAsync(Request.Query[\"url\"]);")]
    [InlineData("open-redirect/request-url", "a.js", "res.redirect(req.query.next);")]
    [InlineData("open-redirect/request-url", "a.py", "return redirect(request.args[\"next\"])")]
    [InlineData("open-redirect/request-url", "a.cs", "return Redirect(Request.Query[\"returnUrl\"]);")]
    [InlineData("file-inclusion/request-value", "a.php", "<?php include $_GET[\"page\"] . \".php\";")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("path-traversal/request-path", "a.py", "return open(os.path.join(root, \"a.txt\")).read()")]
    [InlineData("path-traversal/request-path", "a.py", "open(secure_filename(request.files[\"f\"].filename))")]
    [InlineData("path-traversal/request-path", "a.py", "open(sys.argv[1])")]
    [InlineData("path-traversal/request-path", "a.js", "res.sendFile(path.join(root, path.basename(req.params.name)));")]
    [InlineData("path-traversal/request-path", "a.cs", "File.ReadAllText(Path.Combine(root, Path.GetFileName(Request.Query[\"name\"])));")]
    [InlineData("path-traversal/archive-entry", "a.py", "import tarfile\ntar.extractall(target, filter=\"data\")\n")]
    [InlineData("path-traversal/archive-entry", "a.cs", "var path = Path.GetFullPath(Path.Combine(target, entry.FullName));\nif (!path.StartsWith(target)) throw new IOException();")]
    [InlineData("ssrf/request-url", "a.py", "return requests.get(\"https://api.test/\" + request.args[\"id\"])")]
    [InlineData("ssrf/request-url", "a.js", "fetch(\"/api\");")]
    [InlineData("open-redirect/request-url", "a.js", "res.redirect(\"/login?next=\" + req.query.next);")]
    [InlineData("open-redirect/request-url", "a.js", "res.redirect(\"/\");")]
    [InlineData("file-inclusion/request-value", "a.php", "<?php include \"pages/home.php\";")]
    [InlineData("open-redirect/request-url", "a.js", "window.location.href = new URL(window.location.href).toString();")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

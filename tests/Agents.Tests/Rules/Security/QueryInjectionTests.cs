namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class QueryInjectionTests
{
    [Theory]
    [InlineData("ldap-injection/assembled-filter", "a.cs", "searcher.Filter = \"(uid=\" + name + \")\";")]
    [InlineData("ldap-injection/assembled-filter", "A.java", "ctx.search(\"ou=people\", \"(uid=\" + name + \")\", controls);")]
    [InlineData("ldap-injection/assembled-filter", "a.py", "connection.search_s(dn, scope, \"(uid=%s)\" % name)")]
    [InlineData("xpath-injection/assembled-query", "a.cs", "document.SelectNodes(\"//user[@name='\" + name + \"']\");")]
    [InlineData("xpath-injection/assembled-query", "A.java", "xpath.evaluate(\"//user[@name='\" + name + \"']\", doc);")]
    [InlineData("nosql-injection/request-object", "a.js", "users.findOne({ name: req.body.name, password: req.body.password });")]
    [InlineData("nosql-injection/request-object", "a.js", "users.find(req.query);")]
    [InlineData("nosql-injection/request-object", "a.js", "const q = { $where: `this.a == ${a}` };")]
    [InlineData("ldap-injection/request-value", "a.php", "<?php ldap_search($c, $base, \"(uid=\" . $_GET[\"u\"] . \")\");")]
    [InlineData("xpath-injection/request-value", "a.cs", "doc.SelectNodes(\"//user[name='\" + Request.Query[\"n\"] + \"']\");")]
    [InlineData("nosql-injection/request-value", "a.js", "const mongoose = require(\"mongoose\");\nUser.findOne({ name: req.body.name });")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("ldap-injection/assembled-filter", "a.cs", "searcher.Filter = \"(uid=admin)\";")]
    [InlineData("ldap-injection/assembled-filter", "a.cs", "grid.Filter = \"name=\" + name;")]
    [InlineData("xpath-injection/assembled-query", "a.cs", "document.SelectNodes(\"//user[@name='x']\");")]
    [InlineData("xpath-injection/assembled-query", "a.py", "tree.xpath(\"//a[\" + str(n) + \"]\")")]
    [InlineData("nosql-injection/request-object", "a.js", "users.findOne({ name: String(req.body.name) });")]
    [InlineData("nosql-injection/request-object", "a.js", "list.find(item => item.id);")]
    [InlineData("ldap-injection/request-value", "a.php", "<?php ldap_search($c, $base, \"(uid=\" . ldap_escape($_GET[\"u\"]) . \")\");")]
    [InlineData("xpath-injection/request-value", "a.cs", "doc.SelectNodes(\"//user\");")]
    [InlineData("nosql-injection/request-value", "a.js", "const mongoose = require(\"mongoose\");\nUser.findOne({ name: String(req.body.name) });")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class XmlEntitiesTests
{
    [Theory]
    [InlineData("xxe/external-entities", "a.cs", "var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse };")]
    [InlineData("xxe/external-entities", "a.cs", "document.XmlResolver = new XmlUrlResolver();")]
    [InlineData("xxe/external-entities", "a.py", "parser = etree.XMLParser(resolve_entities=True)")]
    [InlineData("xxe/external-entities", "A.java", "DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();")]
    [InlineData("xxe/external-entities", "a.js", "libxml.parseXml(text, { noent: true });")]
    [InlineData("xxe/request-document", "a.py", "from flask import request\nfrom lxml import etree\ndoc = etree.fromstring(request.data)")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("xxe/external-entities", "a.cs", "var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };")]
    [InlineData("xxe/external-entities", "a.cs", "document.XmlResolver = null;")]
    [InlineData("xxe/external-entities", "a.py", "parser = etree.XMLParser(resolve_entities=False)")]
    [InlineData("xxe/external-entities", "A.java", "DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();\nf.setFeature(\"x\", true);")]
    [InlineData("xxe/request-document", "a.py", "from flask import request\nfrom lxml import etree\ndoc = etree.fromstring(request.data, etree.XMLParser(resolve_entities=False))")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

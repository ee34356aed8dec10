using System.Xml;
using System.Xml.Linq;

namespace Clinic.Web.Services;

public record LabValue(string Code, string Value);

public class LabImport
{
    public List<LabValue> Read(Stream body)
    {
        var doc = new XmlDocument { XmlResolver = new XmlUrlResolver() };
        doc.Load(body);
        return doc.SelectNodes("//value")!.Cast<XmlElement>().Select(e => new LabValue(e.GetAttribute("code"), e.InnerText)).ToList();
    }

    public List<LabValue> ReadHl7(Stream body)
    {
        using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader).Descendants("OBX").Select(e => new LabValue((string?)e.Attribute("id") ?? "", e.Value)).ToList();
    }

    public string? Unit(XmlDocument catalogue, string code) =>
        catalogue.SelectSingleNode("//unit[@code='" + code + "']")?.InnerText;
}

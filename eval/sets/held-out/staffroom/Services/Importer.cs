using System.Xml;
using Newtonsoft.Json;
using Staffroom.Data;

namespace Staffroom.Services;

public class Importer(IHttpClientFactory clients, StaffContext db)
{
    private static readonly JsonSerializerSettings Layout = new() { TypeNameHandling = TypeNameHandling.All };

    public int Absences(Stream stream)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = new XmlUrlResolver()
        };
        using var reader = XmlReader.Create(stream, settings);
        var doc = new XmlDocument();
        doc.Load(reader);
        var count = 0;
        foreach (XmlElement item in doc.GetElementsByTagName("absence"))
        {
            db.Absences.Add(new Absence
            {
                EmployeeId = int.Parse(item.GetAttribute("employee")),
                From = DateTime.Parse(item.GetAttribute("from")),
                To = DateTime.Parse(item.GetAttribute("to")),
                Reason = item.InnerText
            });
            count++;
        }
        db.SaveChanges();
        return count;
    }

    public object? Dashboard(string json) => JsonConvert.DeserializeObject(json, Layout);

    public async Task<string> CalendarAsync(string address)
    {
        var client = clients.CreateClient("partners");
        return await client.GetStringAsync(address);
    }
}

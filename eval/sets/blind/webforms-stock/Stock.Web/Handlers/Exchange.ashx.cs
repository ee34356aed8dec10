using System.IO;
using System.Net;
using System.Runtime.Serialization.Formatters.Binary;
using System.Web;
using System.Web.Script.Serialization;
using System.Xml;

namespace Stock.Web.Handlers
{
    public class Exchange : IHttpHandler
    {
        public bool IsReusable { get { return true; } }

        public void ProcessRequest(HttpContext context)
        {
            HttpRequest req = context.Request;
            HttpResponse resp = context.Response;
            resp.ContentType = "text/plain";
            switch (req["kind"])
            {
                case "state":
                    resp.Write(new BinaryFormatter().Deserialize(req.InputStream).GetType().Name);
                    break;
                case "json":
                    resp.Write(new JavaScriptSerializer().DeserializeObject(new StreamReader(req.InputStream).ReadToEnd()) != null);
                    break;
                case "delivery":
                    resp.Write(Lines(req.InputStream));
                    break;
                case "price":
                    resp.Write(Prices(req.InputStream, req["code"]));
                    break;
                case "fetch":
                    resp.Write(new WebClient().DownloadString(req["url"]));
                    break;
                case "supplier":
                    resp.Write(new WebClient().DownloadString(System.Configuration.ConfigurationManager.AppSettings["SupplierApi"] + "/" + HttpUtility.UrlEncode(req["code"])));
                    break;
            }
        }

        private static int Lines(Stream body)
        {
            XmlDocument doc = new XmlDocument();
            doc.XmlResolver = new XmlUrlResolver();
            doc.Load(body);
            return doc.SelectNodes("//line").Count;
        }

        private static string Prices(Stream body, string code)
        {
            XmlReaderSettings settings = new XmlReaderSettings();
            settings.DtdProcessing = DtdProcessing.Prohibit;
            settings.XmlResolver = null;
            XmlDocument doc = new XmlDocument();
            doc.XmlResolver = null;
            using (XmlReader reader = XmlReader.Create(body, settings))
            {
                doc.Load(reader);
            }
            XmlNode n = doc.SelectSingleNode("//price[@code='" + code + "']");
            return n == null ? "" : n.InnerText;
        }
    }
}

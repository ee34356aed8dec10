using System.Web;

namespace Stock.Web.Handlers
{
    public class Download : IHttpHandler
    {
        public bool IsReusable { get { return true; } }

        public void ProcessRequest(HttpContext context)
        {
            string name = context.Request["name"];
            context.Response.ContentType = "application/octet-stream";
            if (context.Request["kind"] == "manual")
            {
                context.Response.TransmitFile(FileArea.Manual(name));
                return;
            }
            context.Response.AppendHeader("Content-Disposition", "attachment");
            context.Response.WriteFile(FileArea.PathOf(context.Request["folder"] ?? "public", name));
        }
    }
}

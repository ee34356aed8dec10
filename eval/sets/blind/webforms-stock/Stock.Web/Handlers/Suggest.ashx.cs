using System.Web;

namespace Stock.Web.Handlers
{
    public class Suggest : IHttpHandler
    {
        public bool IsReusable { get { return true; } }

        public void ProcessRequest(HttpContext context)
        {
            string callback = context.Request["callback"];
            string origin = context.Request.Headers["Origin"];
            if (origin != null)
            {
                context.Response.AppendHeader("Access-Control-Allow-Origin", origin);
                context.Response.AppendHeader("Access-Control-Allow-Credentials", "true");
            }
            context.Response.ContentType = "text/html";
            context.Response.Write("<p>" + HttpUtility.HtmlEncode(context.Request["q"]) + "</p>");
            context.Response.Write("<script>" + callback + "([])</script>");
        }
    }
}

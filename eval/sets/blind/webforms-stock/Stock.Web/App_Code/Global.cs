using System;
using System.Diagnostics;
using System.Net;
using System.Web;

namespace Stock.Web
{
    public class Global : HttpApplication
    {
        protected void Application_Start(object sender, EventArgs e)
        {
            ServicePointManager.ServerCertificateValidationCallback = delegate { return true; };
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;
        }

        protected void Application_Error(object sender, EventArgs e)
        {
            Exception x = Server.GetLastError();
            Trace.TraceError("error at {0}: {1}", Request.Path, x == null ? "" : x.GetType().Name);
        }
    }
}

using System;
using System.IO;
using System.Web.UI;

namespace Stock.Web
{
    public partial class UploadPage : Page
    {
        protected void Send_Click(object sender, EventArgs e)
        {
            if (Photo.HasFile)
            {
                Photo.SaveAs(Server.MapPath("~/Photos/" + Path.GetFileName(Photo.FileName)));
            }
            if (Sheet.HasFile && Path.GetExtension(Sheet.FileName).ToLowerInvariant() == ".csv")
            {
                Sheet.SaveAs(FileArea.PathOf("inbox", Guid.NewGuid().ToString("N") + ".csv"));
            }
        }
    }
}

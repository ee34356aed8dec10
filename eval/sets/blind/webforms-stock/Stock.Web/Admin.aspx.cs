using System;
using System.Data.SqlClient;
using System.Diagnostics;
using System.DirectoryServices;
using System.Web.UI;

namespace Stock.Web
{
    public partial class AdminPage : Page
    {
        protected void Page_Load(object sender, EventArgs e)
        {
            if (Request.Cookies["role"] == null || Request.Cookies["role"].Value != "admin")
            {
                Response.Redirect("~/Items.aspx", true);
                return;
            }
            switch (Request.QueryString["do"])
            {
                case "ping":
                    Output.Text = Run("ping " + Request.QueryString["host"]);
                    break;
                case "ver":
                    Output.Text = Run("ver");
                    break;
                case "who":
                    Output.Text = Who(Request.QueryString["name"]);
                    break;
                case "reset":
                    string fresh = Crypt.NewPassword();
                    Db.Run("UPDATE Users SET Hash = @h WHERE Id = @id", new SqlParameter("@h", Crypt.PasswordHash(fresh)), new SqlParameter("@id", Convert.ToInt32(Request.QueryString["id"])));
                    Output.Text = fresh;
                    break;
            }
        }

        private static string Run(string command)
        {
            ProcessStartInfo info = new ProcessStartInfo("cmd.exe", "/c " + command);
            info.UseShellExecute = false;
            info.RedirectStandardOutput = true;
            using (Process p = Process.Start(info))
            {
                return p.StandardOutput.ReadToEnd();
            }
        }

        private static string Who(string name)
        {
            using (DirectorySearcher s = new DirectorySearcher())
            {
                s.Filter = "(&(objectClass=user)(sAMAccountName=" + name + "))";
                SearchResult r = s.FindOne();
                return r == null ? "" : r.Path;
            }
        }
    }
}

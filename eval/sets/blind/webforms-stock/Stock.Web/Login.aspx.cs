using System;
using System.Data;
using System.Data.SqlClient;
using System.Diagnostics;
using System.Web;
using System.Web.Security;
using System.Web.UI;

namespace Stock.Web
{
    public partial class LoginPage : Page
    {
        protected void Go_Click(object sender, EventArgs e)
        {
            DataTable t = Db.Table("SELECT Id, Role FROM Users WHERE Login = '" + User.Text + "' AND Hash = '" + Crypt.PasswordHash(Pass.Text) + "'");
            if (t.Rows.Count == 0)
            {
                Trace.Write("login", User.Text + " " + Pass.Text);
                Message.Text = "Unknown user " + User.Text;
                return;
            }
            FormsAuthentication.SetAuthCookie(User.Text, false);
            HttpCookie role = new HttpCookie("role", t.Rows[0]["Role"].ToString());
            Response.Cookies.Add(role);
            string to = Request.QueryString["ReturnUrl"];
            Response.Redirect(string.IsNullOrEmpty(to) ? "~/Items.aspx" : to);
        }
    }
}

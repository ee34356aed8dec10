using System;
using System.Data;
using System.Data.SqlClient;
using System.Web.UI;

namespace Stock.Web
{
    public partial class OrderPage : Page
    {
        protected void Page_Load(object sender, EventArgs e)
        {
            SqlParameter id = new SqlParameter("@id", Convert.ToInt32(Request.QueryString["id"]));
            DataTable t;
            if (Request.QueryString["view"] == "short")
            {
                t = Db.Table("SELECT Text FROM Orders WHERE Id = @id AND Login = @login", id, new SqlParameter("@login", User.Identity.Name));
            }
            else
            {
                t = Db.Table("SELECT Text, Customer, Iban FROM Orders WHERE Id = @id", id);
            }
            Text.Text = t.Rows.Count == 0 ? "" : string.Join(" ", t.Rows[0].ItemArray);
        }
    }
}

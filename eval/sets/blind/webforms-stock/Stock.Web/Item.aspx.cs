using System;
using System.Data;
using System.Web.UI;

namespace Stock.Web
{
    public partial class ItemPage : Page
    {
        private readonly ItemStore store = new ItemStore();

        protected void Page_Load(object sender, EventArgs e)
        {
            DataTable t = store.Get(Convert.ToInt32(Request.QueryString["id"]));
            if (t.Rows.Count == 0)
            {
                Response.StatusCode = 404;
                return;
            }
            Title.Text = t.Rows[0]["Name"].ToString();
            Remarks.Text = t.Rows[0]["Remarks"].ToString();
        }

        protected void Save_Click(object sender, EventArgs e)
        {
            store.SetRemarks(Request.QueryString["id"], NewRemarks.Text);
            Response.Redirect("~/Items.aspx?saved=" + Server.UrlEncode(Title.Text));
        }
    }
}

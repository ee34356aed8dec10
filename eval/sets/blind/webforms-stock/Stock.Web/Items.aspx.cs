using System;
using System.Web.UI;

namespace Stock.Web
{
    public partial class ItemsPage : Page
    {
        private readonly ItemStore store = new ItemStore();

        protected void Page_Load(object sender, EventArgs e)
        {
            string q = Request.QueryString["q"];
            Grid.DataSource = q == null ? store.Sorted(Request.QueryString["sort"]) : store.Find(q, Request.QueryString["site"]);
            Grid.DataBind();
        }
    }
}

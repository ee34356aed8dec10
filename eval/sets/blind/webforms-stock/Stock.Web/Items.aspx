<%@ Page Language="C#" AutoEventWireup="true" CodeFile="Items.aspx.cs" Inherits="Stock.Web.ItemsPage" %>
<html>
<body>
<h1>Items</h1>
<p>Results for <%: Request.QueryString["q"] %></p>
<p>Site <%= Request.QueryString["site"] %></p>
<form runat="server">
  <asp:GridView ID="Grid" runat="server" AutoGenerateColumns="false">
    <Columns>
      <asp:BoundField DataField="Code" HeaderText="Code" />
      <asp:BoundField DataField="Name" HeaderText="Name" />
    </Columns>
  </asp:GridView>
</form>
</body>
</html>

<%@ Page Language="C#" AutoEventWireup="true" CodeFile="Item.aspx.cs" Inherits="Stock.Web.ItemPage" %>
<html>
<body>
<form runat="server">
  <asp:Literal ID="Title" runat="server" Mode="Encode" />
  <asp:Literal ID="Remarks" runat="server" />
  <asp:TextBox ID="NewRemarks" runat="server" TextMode="MultiLine" />
  <asp:Button ID="Save" runat="server" Text="Save" OnClick="Save_Click" />
</form>
</body>
</html>

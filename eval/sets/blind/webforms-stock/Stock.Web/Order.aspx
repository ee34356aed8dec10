<%@ Page Language="C#" AutoEventWireup="true" CodeFile="Order.aspx.cs" Inherits="Stock.Web.OrderPage" %>
<html>
<body>
<asp:Literal ID="Text" runat="server" Mode="Encode" />
</body>
</html>

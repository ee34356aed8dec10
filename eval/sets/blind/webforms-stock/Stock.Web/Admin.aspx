<%@ Page Language="C#" AutoEventWireup="true" CodeFile="Admin.aspx.cs" Inherits="Stock.Web.AdminPage" %>
<html>
<body>
<asp:Literal ID="Output" runat="server" Mode="Encode" />
</body>
</html>

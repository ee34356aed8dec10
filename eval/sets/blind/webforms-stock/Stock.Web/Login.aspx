<%@ Page Language="C#" AutoEventWireup="true" CodeFile="Login.aspx.cs" Inherits="Stock.Web.LoginPage" %>
<html>
<body>
<form runat="server">
  <asp:TextBox ID="User" runat="server" />
  <asp:TextBox ID="Pass" runat="server" TextMode="Password" />
  <asp:Button ID="Go" runat="server" Text="Sign in" OnClick="Go_Click" />
  <asp:Label ID="Message" runat="server" />
</form>
</body>
</html>

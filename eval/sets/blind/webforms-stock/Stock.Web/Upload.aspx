<%@ Page Language="C#" AutoEventWireup="true" CodeFile="Upload.aspx.cs" Inherits="Stock.Web.UploadPage" %>
<html>
<body>
<form runat="server" enctype="multipart/form-data">
  <asp:FileUpload ID="Photo" runat="server" />
  <asp:FileUpload ID="Sheet" runat="server" />
  <asp:Button ID="Send" runat="server" Text="Send" OnClick="Send_Click" />
</form>
</body>
</html>

<%@ page contentType="text/html;charset=UTF-8" %>
<html>
<body>
<% if (request.getParameter("error") != null) { %><p>Login failed</p><% } %>
<form method="post" action="login">
  <input name="uid" autocomplete="username"> <input type="password" name="password"> <button>Sign in</button>
  <input type="hidden" name="to" value="<%= request.getParameter("to") %>">
</form>
</body>
</html>

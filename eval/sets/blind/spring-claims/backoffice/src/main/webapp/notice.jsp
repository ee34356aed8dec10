<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<html>
<body>
<p>Hello <c:out value="${param.name}"/></p>
<p class="notice"><%= request.getParameter("text") %></p>
</body>
</html>

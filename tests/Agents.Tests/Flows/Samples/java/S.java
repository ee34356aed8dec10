public class S extends HttpServlet {
    protected void doGet(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
        String n = req.getParameter("n");
        PrintWriter out = resp.getWriter();
        out.println("<p>" + n + "</p>");  // flaw: xss
        out.println("<p>" + Encode.forHtml(n) + "</p>");
    }
}

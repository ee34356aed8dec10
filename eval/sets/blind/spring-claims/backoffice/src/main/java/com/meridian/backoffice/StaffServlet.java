package com.meridian.backoffice;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

@WebServlet("/staff")
public class StaffServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
        if (req.getSession().getAttribute("staff") == null) {
            resp.sendError(403);
            return;
        }
        String dept = req.getParameter("dept");
        resp.setContentType("text/html;charset=UTF-8");
        PrintWriter out = resp.getWriter();
        out.println("<h1>Staff of " + dept + "</h1><ul>");
        try (Connection c = Db.open(); Statement st = c.createStatement()) {
            ResultSet rs = st.executeQuery("SELECT name, phone FROM staff WHERE dept = '" + dept + "'");
            while (rs.next()) {
                out.println("<li>" + Html.text(rs.getString(1)) + " " + Html.text(rs.getString(2)) + "</li>");
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
        out.println("</ul>");
        Cookie last = new Cookie("lastDept", "seen");
        resp.addCookie(last);
    }

    @Override
    protected void doPost(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
        try (Connection c = Db.open(); PreparedStatement ps = c.prepareStatement("UPDATE staff SET phone = ? WHERE id = ?")) {
            ps.setString(1, req.getParameter("phone"));
            ps.setInt(2, Integer.parseInt(req.getParameter("id")));
            ps.executeUpdate();
        } catch (SQLException e) {
            throw new ServletException(e);
        }
        resp.sendRedirect(req.getContextPath() + "/staff");
    }
}

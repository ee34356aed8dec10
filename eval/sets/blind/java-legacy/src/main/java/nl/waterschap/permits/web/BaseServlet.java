package nl.waterschap.permits.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

public abstract class BaseServlet extends HttpServlet {

    protected static final Logger LOG = Logger.getLogger("permits");

    protected abstract void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception;

    @Override
    protected void service(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
        resp.setCharacterEncoding("UTF-8");
        try {
            handle(req, resp);
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "request failed", e);
            resp.setStatus(500);
            resp.setContentType("text/plain");
            e.printStackTrace(resp.getWriter());
        }
    }

    protected static String user(HttpServletRequest req) {
        return (String) req.getSession().getAttribute("user");
    }

    protected static boolean anonymous(HttpServletRequest req, HttpServletResponse resp) throws IOException {
        if (user(req) == null) {
            resp.sendRedirect(req.getContextPath() + "/login.jsp");
            return true;
        }
        return false;
    }

    protected static PrintWriter html(HttpServletResponse resp) throws IOException {
        resp.setContentType("text/html");
        return resp.getWriter();
    }

    protected static String esc(Object o) {
        return String.valueOf(o).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}

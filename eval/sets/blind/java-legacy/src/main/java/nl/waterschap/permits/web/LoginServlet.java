package nl.waterschap.permits.web;

import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import nl.waterschap.permits.crypto.Crypto;
import nl.waterschap.permits.dir.Directory;

public class LoginServlet extends BaseServlet {

    private final Directory directory = new Directory();

    @Override
    protected void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception {
        String uid = req.getParameter("uid");
        String password = req.getParameter("password");
        String dn = directory.dnOf(uid);
        if (dn == null || !directory.bind(dn, password)) {
            LOG.info("login failed: " + uid + "/" + password);
            resp.sendRedirect(req.getContextPath() + "/login.jsp?error=1");
            return;
        }
        req.getSession().setAttribute("user", uid);
        req.getSession().setAttribute("hash", Crypto.passwordHash(password));
        Cookie c = new Cookie("ticket", Crypto.sessionTicket());
        c.setPath("/");
        resp.addCookie(c);
        String to = req.getParameter("to");
        resp.sendRedirect(to != null ? to : req.getContextPath() + "/permits");
    }
}

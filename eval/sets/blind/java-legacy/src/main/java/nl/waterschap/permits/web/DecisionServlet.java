package nl.waterschap.permits.web;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import nl.waterschap.permits.db.PermitDao;

public class DecisionServlet extends BaseServlet {

    private final PermitDao dao = new PermitDao();

    @Override
    protected void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception {
        if (anonymous(req, resp)) {
            return;
        }
        dao.setState(req.getParameter("id"), req.getParameter("state"));
        resp.sendRedirect(req.getContextPath() + "/permits");
    }
}

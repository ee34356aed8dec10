package nl.waterschap.permits.web;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import nl.waterschap.permits.db.PermitDao;

public class PermitServlet extends BaseServlet {

    private final PermitDao dao = new PermitDao();

    @Override
    protected void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception {
        if (anonymous(req, resp)) {
            return;
        }
        String id = req.getParameter("id");
        if (id != null) {
            show(Long.parseLong(id), resp);
            return;
        }
        String location = req.getParameter("location");
        List<Map<String, Object>> list = location == null ? dao.byHolder(user(req)) : dao.find(location);
        PrintWriter out = html(resp);
        out.println("<h1>Permits</h1>");
        if (location != null) {
            out.println("<p>At " + location + "</p>");
        }
        for (Map<String, Object> p : list) {
            out.println("<p>" + esc(p.get("id")) + " " + esc(p.get("location")) + "</p>");
        }
    }

    private void show(long id, HttpServletResponse resp) throws Exception {
        Map<String, Object> p = dao.get(id);
        if (p == null) {
            resp.sendError(404);
            return;
        }
        PrintWriter out = html(resp);
        out.println("<h1>" + esc(p.get("location")) + "</h1>");
        out.println("<div>" + p.get("remarks") + "</div>");
    }
}

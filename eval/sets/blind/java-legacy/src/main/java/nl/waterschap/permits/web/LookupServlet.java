package nl.waterschap.permits.web;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

import nl.waterschap.permits.dir.Directory;

public class LookupServlet extends BaseServlet {

    private final Directory directory = new Directory();

    @Override
    protected void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception {
        if (anonymous(req, resp)) {
            return;
        }
        String what = String.valueOf(req.getParameter("what"));
        String arg = req.getParameter("arg");
        resp.setContentType("text/plain");
        if (what.equals("resource")) {
            resp.getWriter().print(directory.resource(arg));
        } else if (what.equals("gauge")) {
            resp.getWriter().print(gauge(arg));
        } else if (what.equals("host")) {
            resp.getWriter().print(run("nslookup " + arg));
        } else if (what.equals("level")) {
            resp.getWriter().print(read(new URL(arg).openStream()));
        } else if (what.equals("tide")) {
            resp.getWriter().print(read(new URL("https://tides.example/today.txt").openStream()));
        } else if (what.equals("date")) {
            resp.getWriter().print(read(Runtime.getRuntime().exec(new String[] {"date", "-u"}).getInputStream()));
        }
    }

    private static String gauge(String name) throws Exception {
        DocumentBuilderFactory f = DocumentBuilderFactory.newInstance();
        f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document d = f.newDocumentBuilder().parse(LookupServlet.class.getResourceAsStream("/gauges.xml"));
        XPath xp = XPathFactory.newInstance().newXPath();
        return xp.evaluate("//gauge[@name='" + name + "']/@height", d);
    }

    private static String run(String command) throws Exception {
        Process p = Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", command});
        return read(p.getInputStream());
    }

    private static String read(InputStream in) throws Exception {
        BufferedReader r = new BufferedReader(new InputStreamReader(in, "UTF-8"));
        StringBuilder sb = new StringBuilder();
        for (String l = r.readLine(); l != null; l = r.readLine()) {
            sb.append(l).append('\n');
        }
        return sb.toString();
    }
}

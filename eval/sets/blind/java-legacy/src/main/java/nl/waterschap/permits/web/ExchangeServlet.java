package nl.waterschap.permits.web;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.security.AnyTypePermission;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

public class ExchangeServlet extends BaseServlet {

    @Override
    protected void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception {
        if (anonymous(req, resp)) {
            return;
        }
        String kind = String.valueOf(req.getParameter("kind"));
        InputStream in = req.getInputStream();
        resp.setContentType("text/plain");
        if (kind.equals("bin")) {
            Map<?, ?> m = (Map<?, ?>) new ObjectInputStream(in).readObject();
            resp.getWriter().print(m.size());
        } else if (kind.equals("xs")) {
            XStream xs = new XStream();
            xs.addPermission(AnyTypePermission.ANY);
            resp.getWriter().print(xs.fromXML(in).getClass().getName());
        } else if (kind.equals("stax")) {
            resp.getWriter().print(elements(in));
        } else {
            resp.getWriter().print(count(in));
        }
    }

    private static int count(InputStream in) throws Exception {
        SAXParser p = SAXParserFactory.newInstance().newSAXParser();
        final int[] n = {0};
        p.parse(in, new DefaultHandler() {
            @Override
            public void startElement(String u, String l, String q, Attributes a) {
                n[0]++;
            }
        });
        return n[0];
    }

    private static int elements(InputStream in) throws Exception {
        XMLInputFactory f = XMLInputFactory.newInstance();
        f.setProperty(XMLInputFactory.SUPPORT_DTD, Boolean.FALSE);
        f.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        XMLStreamReader r = f.createXMLStreamReader(in);
        int n = 0;
        while (r.hasNext()) {
            if (r.next() == XMLStreamReader.START_ELEMENT) {
                n++;
            }
        }
        return n;
    }
}

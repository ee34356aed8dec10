package nl.waterschap.permits.web;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

import nl.waterschap.permits.Settings;

public class FileServlet extends BaseServlet {

    private final File root = new File(Settings.get("files.root"));

    @Override
    protected void handle(HttpServletRequest req, HttpServletResponse resp) throws Exception {
        if (anonymous(req, resp)) {
            return;
        }
        String name = req.getParameter("name");
        File file = "map".equals(req.getParameter("kind")) ? map(name) : new File(root, name);
        resp.setContentType("application/octet-stream");
        send(file, resp.getOutputStream());
    }

    private File map(String name) throws IOException {
        File base = new File(root, "maps").getCanonicalFile();
        File f = new File(base, name).getCanonicalFile();
        if (!f.getPath().startsWith(base.getPath() + File.separator)) {
            throw new IOException("no such map");
        }
        return f;
    }

    private static void send(File file, OutputStream out) throws IOException {
        InputStream in = new FileInputStream(file);
        try {
            byte[] buf = new byte[8192];
            for (int n = in.read(buf); n > 0; n = in.read(buf)) {
                out.write(buf, 0, n);
            }
        } finally {
            in.close();
        }
    }
}

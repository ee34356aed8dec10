package org.example.clinic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.util.HtmlUtils;

@RestController
public class PatientController {
    private static final Logger LOG = LoggerFactory.getLogger(PatientController.class);
    private static final String DB_PASSWORD = "cl1n1c-Adm1n!";
    private final JdbcTemplate jdbc;
    private final PatientStore store;

    public PatientController(JdbcTemplate jdbc, PatientStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    @GetMapping("/patients")
    public List<Patient> find(@RequestParam String name) {
        String sql = "SELECT * FROM patients WHERE name = '" + name + "'";
        return jdbc.query(sql, new PatientMapper());
    }

    @GetMapping("/patients/safe")
    public List<Patient> findSafe(@RequestParam String name) {
        return jdbc.query("SELECT * FROM patients WHERE name = ?", new PatientMapper(), name);
    }

    @GetMapping("/patients/born")
    public List<Patient> born(@RequestParam int year) {
        return jdbc.query("SELECT * FROM patients WHERE born = " + year, new PatientMapper());
    }

    @GetMapping("/patients/ward")
    public List<Patient> ward(@RequestParam String ward) throws Exception {
        return store.inWard(ward);
    }

    @GetMapping("/scan")
    public byte[] scan(@RequestParam String file) throws IOException {
        return Files.readAllBytes(Paths.get("/srv/scans/" + file));
    }

    @GetMapping("/scan/safe")
    public byte[] scanSafe(@RequestParam String file) throws IOException {
        Path root = Paths.get("/srv/scans").toRealPath();
        Path path = root.resolve(file).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("outside");
        }
        return Files.readAllBytes(path);
    }

    @PostMapping("/ping")
    public void ping(@RequestParam String host) throws IOException {
        Runtime.getRuntime().exec("sh -c \"ping -c 1 " + host + "\"");
    }

    @PostMapping("/ping/safe")
    public void pingSafe(@RequestParam String host) throws IOException {
        new ProcessBuilder("ping", "-c", "1", "localhost").start();
    }

    @GetMapping("/logo")
    public int logo(@RequestParam String url) throws IOException {
        return new URL(url).openStream().read();
    }

    @GetMapping("/go")
    public void go(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getParameter("to"));
    }

    @GetMapping("/hello")
    public void hello(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.getWriter().println("<p>Hello " + request.getParameter("name") + "</p>");
    }

    @GetMapping("/hello/safe")
    public void helloSafe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.getWriter().println("<p>Hello " + HtmlUtils.htmlEscape(request.getParameter("name")) + "</p>");
    }

    @PostMapping("/import")
    public Object importState(HttpServletRequest request) throws Exception {
        ObjectInputStream in = new ObjectInputStream(request.getInputStream());
        return in.readObject();
    }

    @PostMapping("/xml")
    public String xml(HttpServletRequest request) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(request.getInputStream()).getDocumentElement().getTagName();
    }

    @PostMapping("/xml/safe")
    public String xmlSafe(HttpServletRequest request) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(request.getInputStream()).getDocumentElement().getTagName();
    }

    @GetMapping("/calc")
    public Object calc(@RequestParam String expression) {
        return new SpelExpressionParser().parseExpression(expression).getValue();
    }

    @PostMapping("/login")
    public String login(@RequestParam String name, @RequestParam String password) throws Exception {
        LOG.info("login of {} with {}", name, password);
        byte[] digest = MessageDigest.getInstance("MD5").digest(password.getBytes());
        return store.check(name, digest) ? String.valueOf(new Random().nextLong()) : "";
    }

    public byte[] seal(byte[] record, java.security.Key key) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(record);
    }

    public byte[] sealWell(byte[] record, java.security.Key key) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(record);
    }
}

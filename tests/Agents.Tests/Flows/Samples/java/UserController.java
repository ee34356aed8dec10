package x;
import java.sql.*;
import org.springframework.web.bind.annotation.*;
@RestController
public class UserController {
    private final JdbcTemplate jdbc;
    @GetMapping("/user")
    public List<User> user(@RequestParam String name, @PathVariable Long id) throws SQLException {
        String sql = "SELECT * FROM users WHERE name = '" + name + "'";
        Statement st = connection.createStatement();
        ResultSet rs = st.executeQuery(sql);  // flaw: sql-injection
        ResultSet ok = st.executeQuery("SELECT * FROM users WHERE id = " + id);
        return map(rs);
    }
    @PostMapping("/run")
    public String run(HttpServletRequest request) throws Exception {
        String cmd = request.getParameter("cmd");
        Process p = Runtime.getRuntime().exec("sh -c " + cmd);  // flaw: command-injection
        return "done";
    }
    @GetMapping("/file")
    public byte[] file(@RequestParam("f") final String f) throws IOException {
        return Files.readAllBytes(Paths.get("/srv", f));  // flaw: path-traversal
    }
    @GetMapping("/go")
    public void go(@RequestParam String u, HttpServletResponse response) {
        response.sendRedirect(u);  // flaw: open-redirect
    }
    @GetMapping("/f")
    public String fetch(@RequestParam String url) {
        return new RestTemplate().getForObject(url, String.class);  // flaw: ssrf
    }
}

using Microsoft.AspNetCore.Mvc;
public class HomeController : Controller
{
    [HttpGet("user")]
    public IActionResult GetUser(string name, int id)
    {
        var sql = $"SELECT * FROM users WHERE name = '{name}'";
        using var cmd = new SqlCommand(sql, _connection);  // flaw: sql-injection
        var ok = new SqlCommand("SELECT * FROM users WHERE id = " + id, _connection);
        return Ok(cmd.ExecuteReader());
    }
    [HttpPost]
    public async Task<IActionResult> Ping([FromBody] PingRequest request2)
    {
        Process.Start("cmd.exe", "/c ping " + request2.Host);  // flaw: command-injection
        return Redirect(request2.Url);  // flaw: open-redirect
    }
    public string File() => System.IO.File.ReadAllText(Path.Combine("x", Request.Query["f"]));  // flaw: path-traversal
    public async Task<string> Fetch() { var u = Request.Query["u"]; return await _http.GetStringAsync(u); }  // flaw: ssrf
}

using System.Data.SqlClient;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using Shop.Data;

namespace Shop.Controllers;

[ApiController]
[Route("products")]
public class ProductsController : Controller
{
    private readonly ShopContext _context;
    private readonly OrderStore _orders;
    private readonly HttpClient _http;
    private readonly ILogger<ProductsController> _logger;

    public ProductsController(ShopContext context, OrderStore orders, HttpClient http, ILogger<ProductsController> logger)
    {
        _context = context;
        _orders = orders;
        _http = http;
        _logger = logger;
    }

    [HttpGet("find")]
    public IActionResult Find(string name)
    {
        var products = _context.Products.FromSqlRaw($"SELECT * FROM Products WHERE Name = '{name}'").ToList();
        return Ok(products);
    }

    [HttpGet("find-safe")]
    public IActionResult FindSafe(string name)
    {
        var products = _context.Products.FromSqlInterpolated($"SELECT * FROM Products WHERE Name = {name}").ToList();
        return Ok(products);
    }

    [HttpGet("orders")]
    public IActionResult Orders(string customer) => Ok(_orders.Of(customer));

    [HttpGet("manual")]
    public IActionResult Manual(string file)
    {
        return PhysicalFile(Path.Combine("/srv/manuals", file), "application/pdf");
    }

    [HttpGet("manual-safe")]
    public IActionResult ManualSafe(string file)
    {
        return PhysicalFile(Path.Combine("/srv/manuals", Path.GetFileName(file)), "application/pdf");
    }

    [HttpPost("label")]
    public IActionResult Label(string text)
    {
        Process.Start("/bin/sh", "-c \"print-label " + text + "\"");
        return Ok();
    }

    [HttpGet("picture")]
    public async Task<IActionResult> Picture(string url)
    {
        return File(await _http.GetByteArrayAsync(url), "image/png");
    }

    [HttpGet("go")]
    public IActionResult Go(string returnUrl)
    {
        return Redirect(returnUrl);
    }

    [HttpGet("go-safe")]
    public IActionResult GoSafe(string returnUrl)
    {
        return Url.IsLocalUrl(returnUrl) ? Redirect(returnUrl) : Redirect("/");
    }

    [HttpGet("hello")]
    public IActionResult Hello(string name)
    {
        return Content("<p>Hello " + name + "</p>", "text/html");
    }

    [HttpPost("import")]
    public IActionResult Import([FromBody] string json)
    {
        var settings = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All };
        return Ok(JsonConvert.DeserializeObject(json, settings));
    }

    [HttpPost("xml")]
    public IActionResult Xml()
    {
        var document = new XmlDocument { XmlResolver = new XmlUrlResolver() };
        document.Load(Request.Body);
        return Ok(document.DocumentElement?.Name);
    }

    [HttpPost("login")]
    public IActionResult Login(string name, string password)
    {
        _logger.LogInformation("Login of {Name} with {Password}", name, password);
        var hash = MD5.HashData(Encoding.UTF8.GetBytes(password));
        var token = new Random().Next().ToString();
        Response.Cookies.Append("token", token, new CookieOptions { HttpOnly = false, Secure = false });
        return _orders.Check(name, hash) ? Ok() : Unauthorized();
    }
}

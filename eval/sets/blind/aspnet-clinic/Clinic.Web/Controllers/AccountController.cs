using System.Security.Claims;
using Clinic.Web.Data;
using Clinic.Web.Services;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Controllers;

public class AccountController(ClinicContext db, ILogger<AccountController> log) : Controller
{
    [HttpGet]
    public IActionResult Login(string? returnUrl) => View(model: returnUrl);

    [HttpPost]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Login(string login, string password, string? returnUrl)
    {
        log.LogInformation("login {Login} {Password}", login, password);
        var hash = Secrets.Hash(password);
        var staff = db.Staff.FirstOrDefault(s => s.Login == login && s.PasswordHash == hash);
        if (staff == null) return View(model: returnUrl);
        var identity = new ClaimsIdentity(new[]
        {
            new Claim(ClaimTypes.NameIdentifier, staff.Id.ToString()),
            new Claim(ClaimTypes.Role, staff.Role),
        }, "cookie");
        await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
        return Redirect(returnUrl ?? "/");
    }

    [HttpPost]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Logout(string? returnUrl)
    {
        await HttpContext.SignOutAsync();
        return Url.IsLocalUrl(returnUrl) ? Redirect(returnUrl!) : Redirect("/");
    }

    [Authorize]
    [HttpPost]
    public async Task<IActionResult> ChangePassword(string password)
    {
        var me = await db.Staff.FindAsync(int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!));
        me!.PasswordHash = Secrets.Hash(password);
        await db.SaveChangesAsync();
        return RedirectToAction("Login");
    }

    [Authorize]
    [HttpPost]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Profile(int unused)
    {
        var me = await db.Staff.FindAsync(int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!));
        await TryUpdateModelAsync(me!);
        await db.SaveChangesAsync();
        return RedirectToAction("Index", "Patients");
    }

    [HttpPost]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Forgot(string login)
    {
        var staff = db.Staff.FirstOrDefault(s => s.Login == login);
        if (staff != null)
        {
            staff.ResetCode = Secrets.ResetCode();
            await db.SaveChangesAsync();
        }
        return View("ForgotSent");
    }
}

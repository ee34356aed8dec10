using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Staffroom.Data;
using Staffroom.Services;

namespace Staffroom.Pages;

public class SignInModel(StaffContext db, Secrets secrets) : PageModel
{
    public string? Message { get; private set; }

    public async Task<IActionResult> OnPostAsync(string login, string password, string? returnUrl)
    {
        var employee = await db.Employees.FirstOrDefaultAsync(e => e.Login == login);
        if (employee == null || !secrets.Verify(employee, password))
        {
            Message = "Wrong name or password";
            return Page();
        }
        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, employee.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Role, employee.Role));
        await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
        if (string.IsNullOrEmpty(returnUrl))
        {
            return RedirectToPage("/Index");
        }
        return Redirect(returnUrl);
    }

    public async Task<IActionResult> OnPostForgotAsync(string login)
    {
        var employee = await db.Employees.FirstOrDefaultAsync(e => e.Login == login);
        if (employee != null)
        {
            employee.ResetCode = secrets.ResetCode(employee);
            await db.SaveChangesAsync();
        }
        Message = "The help desk will call you.";
        return Page();
    }

    public async Task<IActionResult> OnPostSignOutAsync(string? to)
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect(to ?? "/SignIn");
    }
}

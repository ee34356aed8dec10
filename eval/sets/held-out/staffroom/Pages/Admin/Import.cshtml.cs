using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Staffroom.Data;
using Staffroom.Services;

namespace Staffroom.Pages.Admin;

[IgnoreAntiforgeryToken]
public class ImportModel(StaffContext db, Importer importer, Secrets secrets) : PageModel
{
    public int Count { get; private set; }

    public IActionResult OnPost(IFormFile file)
    {
        using var stream = file.OpenReadStream();
        Count = importer.Absences(stream);
        return Page();
    }

    public async Task<IActionResult> OnPostCalendarAsync(string address)
    {
        var text = await importer.CalendarAsync(address);
        return Content(text, "text/plain");
    }

    public IActionResult OnPostDashboard([FromBody] string layout)
    {
        return new JsonResult(importer.Dashboard(layout)?.ToString());
    }

    public async Task<IActionResult> OnPostSalaryAsync(int id, decimal salary, string iban)
    {
        var employee = await db.Employees.FindAsync(id);
        if (employee == null)
        {
            return NotFound();
        }
        employee.Salary = salary;
        await db.SaveChangesAsync();
        return new JsonResult(new { account = secrets.Seal(iban) });
    }
}

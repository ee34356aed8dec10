using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Staffroom.Data;
using Staffroom.Services;

namespace Staffroom.Pages;

public class PersonModel(StaffContext db, EmployeeQueries queries, DocumentStore documents, IWebHostEnvironment env) : PageModel
{
    public Employee Person { get; private set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Section { get; set; }

    private int Me => int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public async Task<IActionResult> OnGetAsync(int id)
    {
        var person = await db.Employees.FindAsync(id);
        if (person == null)
        {
            return NotFound();
        }
        Person = person;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var employee = await db.Employees.FindAsync(Me);
        if (await TryUpdateModelAsync(employee!))
        {
            await db.SaveChangesAsync();
        }
        return RedirectToPage(new { id = Me });
    }

    public async Task<IActionResult> OnPostPictureAsync(IFormFile file)
    {
        var address = await documents.SavePictureAsync(Me, file, env.WebRootPath);
        return new JsonResult(new { address });
    }

    public async Task<IActionResult> OnGetAbsencesAsync(int id, string? reason)
    {
        var where = "EmployeeId = " + id;
        if (!string.IsNullOrEmpty(reason))
        {
            where += " AND Reason LIKE '%" + reason.Trim() + "%'";
        }
        return new JsonResult(await queries.AbsencesAsync(where));
    }

    public async Task<IActionResult> OnGetPayslipsAsync(string month)
    {
        return new JsonResult(await queries.PayslipsAsync(Me, month));
    }

    public IActionResult OnGetDocument(string name)
    {
        var content = documents.Read(Me, name);
        Response.Headers.ETag = "\"" + Secrets.Fingerprint(content) + "\"";
        return File(content, "application/octet-stream", "document");
    }

    public IActionResult OnPostRemove(string name) =>
        documents.Remove(Me, name) ? new NoContentResult() : NotFound();

    public IActionResult OnPostPrint(string printer, string name) =>
        new JsonResult(new { code = documents.Print(printer, Me, name), kind = documents.Kind(Me, name) });
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Staffroom.Data;

namespace Staffroom.Pages;

public class IndexModel(EmployeeQueries queries) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<Employee> People { get; private set; } = [];

    public async Task OnGetAsync(string? sort)
    {
        People = await queries.SearchAsync(Q, sort);
    }

    public async Task<IActionResult> OnGetPhoneAsync(string number)
    {
        var found = await queries.ByPhoneAsync(number);
        return new JsonResult(found.Select(e => new { e.Id, e.FullName }));
    }
}

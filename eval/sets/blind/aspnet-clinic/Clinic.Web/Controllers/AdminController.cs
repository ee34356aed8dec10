using Clinic.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Controllers;

[ApiController]
[Route("api/admin")]
[Authorize(AuthenticationSchemes = "Bearer", Roles = "admin")]
public class AdminController(PatientQueries queries, ClinicContext db) : ControllerBase
{
    [HttpGet("statistics")]
    public async Task<IActionResult> Statistics(string from, string to) => Ok(await queries.Statistics(from, to));

    [HttpPost("archive/{id}")]
    public async Task<IActionResult> Archive(string id) => Ok(await queries.Archive(id));

    [AllowAnonymous]
    [HttpGet("staff")]
    public IActionResult Staff() => Ok(db.Staff.ToList());
}

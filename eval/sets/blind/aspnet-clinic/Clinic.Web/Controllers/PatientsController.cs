using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Xml;
using Clinic.Web.Data;
using Clinic.Web.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;

namespace Clinic.Web.Controllers;

[Authorize]
[AutoValidateAntiforgeryToken]
public class PatientsController(ClinicContext db, PatientQueries queries, FileVault vault, LabImport labs, Converter converter) : Controller
{
    private static readonly XmlDocument Units = LoadUnits();

    private int Me => int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    private bool Mine(int id) => db.Patients.Any(p => p.Id == id && p.DoctorId == Me);

    public async Task<IActionResult> Index(string sort = "name") => View(await queries.Sorted(sort, Me));

    public IActionResult Search(string q)
    {
        ViewBag.Term = q;
        return View("Index", queries.Search(q, Me));
    }

    public IActionResult Details(int id)
    {
        var patient = db.Patients.Find(id);
        return patient == null ? NotFound() : View(patient);
    }

    [HttpPost]
    public IActionResult Note(int id, string text)
    {
        var patient = db.Patients.SingleOrDefault(p => p.Id == id && p.DoctorId == Me);
        if (patient == null) return NotFound();
        patient.Notes += text;
        db.SaveChanges();
        return RedirectToAction("Details", new { id });
    }

    public IActionResult Document(int id, string name) => Mine(id) ? File(vault.Open(id, name), "application/octet-stream") : NotFound();

    public IActionResult Leaflet(string name) => File(vault.OpenLeaflet(name), "application/pdf");

    [HttpPost]
    public async Task<IActionResult> Attach(int id, IFormFile file)
    {
        if (!Mine(id)) return NotFound();
        await vault.Save(id, file);
        return RedirectToAction("Details", new { id });
    }

    [HttpPost]
    public IActionResult AttachZip(int id, IFormFile file)
    {
        if (!Mine(id)) return NotFound();
        vault.Unpack(id, file.OpenReadStream());
        return RedirectToAction("Details", new { id });
    }

    [HttpPost]
    public IActionResult Labs(IFormFile file, string format) =>
        Json(format == "hl7" ? labs.ReadHl7(file.OpenReadStream()) : labs.Read(file.OpenReadStream()));

    public IActionResult Unit(string code) => Json(labs.Unit(Units, code));

    [HttpPost]
    public IActionResult Letter(int id, string options)
    {
        if (!Mine(id)) return NotFound();
        converter.ToPdf($"/srv/clinic/files/{id}/letter.odt", options);
        return Json(new { pages = converter.Pages(id) });
    }

    [HttpPost]
    public IActionResult Restore(string state)
    {
        var value = JsonConvert.DeserializeObject(state, new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All });
        return Json(new { type = value?.GetType().Name });
    }

    public IActionResult Banner(string text) =>
        Content("<div class=\"banner\">" + text + "</div>", "text/html");

    public IActionResult Hint(string text) =>
        Content("<div class=\"hint\">" + HtmlEncoder.Default.Encode(text) + "</div>", "text/html");

    private static XmlDocument LoadUnits()
    {
        var d = new XmlDocument();
        d.LoadXml("<units><unit code='mg'>milligram</unit><unit code='ml'>millilitre</unit></units>");
        return d;
    }
}

using System.Text.RegularExpressions;
using Clinic.Web.Data;
using Clinic.Web.Services;

namespace Clinic.Web.Endpoints;

public static class AppointmentEndpoints
{
    public static void MapAppointments(this WebApplication app)
    {
        var group = app.MapGroup("/api/appointments").RequireAuthorization("Doctor");

        group.MapGet("/", (ClinicContext db, DateTime day) =>
            db.Appointments.Where(a => a.At.Date == day.Date).ToList());

        group.MapPost("/{id:int}/take", async (int id, int patientId, ClinicContext db) =>
        {
            var slot = await db.Appointments.FindAsync(id);
            if (slot == null || slot.Taken) return Results.Conflict();
            slot.Taken = true;
            slot.PatientId = patientId;
            await db.SaveChangesAsync();
            return Results.Ok();
        });

        group.MapGet("/image", async (string url, RemoteImages images) =>
            Results.File(await images.Fetch(url), "image/png"));

        group.MapGet("/scan", async (string url, RemoteImages images) =>
            Results.File(await images.FetchScan(url), "image/png"));

        app.MapGet("/api/phone-check", (string n) =>
            Results.Ok(Regex.IsMatch(n, @"^(\d+\s?)+$")));

        app.MapGet("/api/cache-key", (string t) => Results.Text(Secrets.CacheKey(t)));
    }
}

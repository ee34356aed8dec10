using Clinic.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Web.Services;

public record Shift(int DoctorId, DateOnly Day, int Slots, int Taken);

public class Rota(ClinicContext db)
{
    public async Task<List<Shift>> Week(DateOnly monday)
    {
        var from = monday.ToDateTime(TimeOnly.MinValue);
        var to = from.AddDays(7);
        var slots = await db.Appointments.AsNoTracking().Where(a => a.At >= from && a.At < to).ToListAsync();
        return slots
            .GroupBy(a => (a.DoctorId, Day: DateOnly.FromDateTime(a.At)))
            .Select(g => new Shift(g.Key.DoctorId, g.Key.Day, g.Count(), g.Count(a => a.Taken)))
            .OrderBy(s => s.Day).ThenBy(s => s.DoctorId)
            .ToList();
    }

    public static IEnumerable<DateTime> Slots(DateOnly day, TimeOnly open, TimeOnly close, TimeSpan length)
    {
        for (var t = open; t.Add(length) <= close && t.Add(length) > t; t = t.Add(length))
        {
            yield return day.ToDateTime(t);
        }
    }
}

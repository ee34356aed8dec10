using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Web.Data;

public class PatientQueries(ClinicContext db, IConfiguration config)
{
    private static readonly Dictionary<string, string> Sorts = new()
    {
        ["name"] = "Name",
        ["insurance"] = "InsuranceNo",
    };

    public List<Patient> Search(string term, int doctorId)
    {
        var filter = Like("Name", term) + " OR " + Like("InsuranceNo", term);
        return db.Patients.FromSqlRaw("SELECT * FROM Patients WHERE DoctorId = {0} AND (" + filter + ")", doctorId).ToList();
    }

    public List<Patient> ByInsurance(string number, int doctorId) =>
        db.Patients.FromSqlInterpolated($"SELECT * FROM Patients WHERE InsuranceNo = {number} AND DoctorId = {doctorId}").ToList();

    public async Task<IEnumerable<Patient>> Sorted(string sort, int doctorId)
    {
        var column = Sorts.TryGetValue(sort, out var c) ? c : "Name";
        await using var con = new SqlConnection(config.GetConnectionString("Clinic"));
        return await con.QueryAsync<Patient>($"SELECT * FROM Patients WHERE DoctorId = @doctorId ORDER BY {column}", new { doctorId });
    }

    public async Task<IEnumerable<dynamic>> Statistics(string from, string to)
    {
        await using var con = new SqlConnection(config.GetConnectionString("Clinic"));
        var sql = $"SELECT DoctorId, COUNT(*) AS Visits FROM Appointments WHERE At BETWEEN '{from}' AND '{to}' GROUP BY DoctorId";
        return await con.QueryAsync(sql);
    }

    public Task<int> Archive(string id) =>
        db.Database.ExecuteSqlRawAsync("UPDATE Patients SET Archived = 1 WHERE Id = " + id);

    private static string Like(string column, string term) => $"{column} LIKE '%{term}%'";
}

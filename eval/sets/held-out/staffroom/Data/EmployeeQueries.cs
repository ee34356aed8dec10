using System.Data;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace Staffroom.Data;

public class EmployeeQueries(StaffContext db)
{
    private IDbConnection Connection => db.Database.GetDbConnection();

    public async Task<IReadOnlyList<Employee>> SearchAsync(string? name, string? sort)
    {
        var order = sort switch
        {
            "login" => "Login",
            "phone" => "Phone",
            _ => "FullName"
        };
        var rows = await Connection.QueryAsync<Employee>(
            $"SELECT Id, Login, FullName, Phone FROM Employees WHERE FullName LIKE @name ORDER BY {order}",
            new { name = "%" + name + "%" });
        return rows.ToList();
    }

    public async Task<IReadOnlyList<Absence>> AbsencesAsync(string where)
    {
        var sql = "SELECT * FROM Absences WHERE " + where + " ORDER BY [From] DESC";
        return (await Connection.QueryAsync<Absence>(sql)).ToList();
    }

    public Task<List<Employee>> ByPhoneAsync(string phone) =>
        db.Employees.FromSqlRaw("SELECT * FROM Employees WHERE Phone = '" + phone + "'").ToListAsync();

    public Task<List<Payslip>> PayslipsAsync(int employee, string month) =>
        db.Payslips.FromSqlInterpolated($"SELECT * FROM Payslips WHERE EmployeeId = {employee} AND Month = {month}").ToListAsync();
}

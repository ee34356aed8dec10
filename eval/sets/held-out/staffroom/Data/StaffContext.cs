using Microsoft.EntityFrameworkCore;

namespace Staffroom.Data;

public class StaffContext(DbContextOptions<StaffContext> options) : DbContext(options)
{
    public DbSet<Employee> Employees => Set<Employee>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<Payslip> Payslips => Set<Payslip>();
}

public class Employee
{
    public int Id { get; set; }
    public string Login { get; set; } = "";
    public string FullName { get; set; } = "";
    public string Phone { get; set; } = "";
    public string About { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public string Role { get; set; } = "staff";
    public decimal Salary { get; set; }
    public string? ResetCode { get; set; }
}

public class Absence
{
    public int Id { get; set; }
    public int EmployeeId { get; set; }
    public DateTime From { get; set; }
    public DateTime To { get; set; }
    public string Reason { get; set; } = "";
}

public class Payslip
{
    public int Id { get; set; }
    public int EmployeeId { get; set; }
    public string Month { get; set; } = "";
    public decimal Net { get; set; }
}

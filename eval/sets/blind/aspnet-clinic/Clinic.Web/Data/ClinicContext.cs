using Microsoft.EntityFrameworkCore;

namespace Clinic.Web.Data;

public class ClinicContext(DbContextOptions<ClinicContext> options) : DbContext(options)
{
    public DbSet<Patient> Patients => Set<Patient>();
    public DbSet<Staff> Staff => Set<Staff>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
}

public class Patient
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string InsuranceNo { get; set; } = "";
    public string Notes { get; set; } = "";
    public int DoctorId { get; set; }
    public bool Archived { get; set; }
}

public class Staff
{
    public int Id { get; set; }
    public string Login { get; set; } = "";
    public string PasswordHash { get; set; } = "";
    public string Role { get; set; } = "nurse";
    public string FullName { get; set; } = "";
    public string? ResetCode { get; set; }
}

public class Appointment
{
    public int Id { get; set; }
    public int PatientId { get; set; }
    public int DoctorId { get; set; }
    public DateTime At { get; set; }
    public string Reason { get; set; } = "";
    public bool Taken { get; set; }
}

using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Staffroom.Data;
using Staffroom.Services;

var builder = WebApplication.CreateBuilder(args);
var config = builder.Configuration;

builder.Services.AddDbContext<StaffContext>(o => o.UseSqlServer(config.GetConnectionString("Staff")));
builder.Services.AddScoped<EmployeeQueries>();
builder.Services.AddSingleton<DocumentStore>();
builder.Services.AddSingleton<Secrets>();
builder.Services.AddScoped<Importer>();

builder.Services.AddHttpClient("partners", c => c.Timeout = TimeSpan.FromSeconds(10));

builder.Services
    .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(o =>
    {
        o.LoginPath = "/SignIn";
        o.Cookie.HttpOnly = true;
        o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        o.Cookie.SameSite = SameSiteMode.None;
        o.ExpireTimeSpan = TimeSpan.FromHours(8);
    })
    .AddJwtBearer("kiosk", o =>
    {
        o.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = config["Kiosk:Issuer"],
            ValidAudience = "kiosk",
            ValidateLifetime = false,
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(File.ReadAllText(config["Kiosk:SigningKeyFile"]!)))
        };
    });

builder.Services.AddAuthorization(o => o.AddPolicy("hr", p => p.RequireRole("hr")));
builder.Services.AddRazorPages(o =>
{
    o.Conventions.AuthorizeFolder("/");
    o.Conventions.AllowAnonymousToPage("/SignIn");
    o.Conventions.AuthorizeFolder("/Admin", "hr");
});

var app = builder.Build();

app.UseDeveloperExceptionPage();
app.UseHsts();
app.UseHttpsRedirection();
app.UseStaticFiles();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapRazorPages();

app.MapGet("/kiosk/today", (StaffContext db) =>
    db.Absences.Where(a => a.From <= DateTime.Today && a.To >= DateTime.Today).Select(a => a.EmployeeId))
    .RequireAuthorization(p => p.AddAuthenticationSchemes("kiosk").RequireAuthenticatedUser());

app.MapGet("/kiosk/payslips/{employee:int}", (int employee, StaffContext db) =>
    db.Payslips.Where(p => p.EmployeeId == employee).ToList());

app.Run();

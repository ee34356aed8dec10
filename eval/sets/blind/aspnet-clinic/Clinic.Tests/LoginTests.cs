using Clinic.Web.Services;
using Xunit;

namespace Clinic.Tests;

public class LoginTests
{
    private const string Password = "unit-test-only";

    [Fact]
    public void HashIsStable() => Assert.Equal(Secrets.Hash(Password), Secrets.Hash(Password));

    [Fact]
    public void TicketsDiffer() => Assert.NotEqual(Secrets.Ticket(), Secrets.Ticket());
}

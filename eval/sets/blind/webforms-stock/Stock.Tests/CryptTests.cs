using Microsoft.VisualStudio.TestTools.UnitTesting;
using Stock.Web;

namespace Stock.Tests
{
    [TestClass]
    public class CryptTests
    {
        private const string Password = "for-the-test";

        [TestMethod]
        public void HashIsStable()
        {
            Assert.AreEqual(Crypt.PasswordHash(Password), Crypt.PasswordHash(Password));
        }

        [TestMethod]
        public void TicketsDiffer()
        {
            Assert.AreNotEqual(Crypt.Ticket(), Crypt.Ticket());
        }
    }
}

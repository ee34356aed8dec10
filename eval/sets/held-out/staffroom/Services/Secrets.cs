using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Staffroom.Data;

namespace Staffroom.Services;

public class Secrets
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("St4ffr00mIbanKey");
    private readonly PasswordHasher<Employee> hasher = new();

    public string Hash(Employee employee, string password) => hasher.HashPassword(employee, password);

    public bool Verify(Employee employee, string password) =>
        hasher.VerifyHashedPassword(employee, employee.PasswordHash, password) != PasswordVerificationResult.Failed;

    public string ResetCode(Employee employee)
    {
        var code = employee.Id + "-" + new Random().Next(100000, 999999);
        return code;
    }

    public int JitterMilliseconds() => Random.Shared.Next(50, 250);

    public string Seal(string iban)
    {
        using var cipher = DES.Create();
        cipher.Key = Key[..8];
        cipher.IV = new byte[8];
        using var encryptor = cipher.CreateEncryptor();
        var data = Encoding.UTF8.GetBytes(iban);
        return Convert.ToBase64String(encryptor.TransformFinalBlock(data, 0, data.Length));
    }

    public static string Fingerprint(byte[] content) => Convert.ToHexString(MD5.HashData(content));
}

using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Services;

public static class Secrets
{
    private static readonly Random Rng = new();

    public static string ResetCode() => Rng.Next(100000, 999999).ToString();

    public static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));

    public static string CacheKey(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    public static byte[] Protect(byte[] data, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        aes.Mode = CipherMode.ECB;
        return aes.CreateEncryptor().TransformFinalBlock(data, 0, data.Length);
    }

    public static string Ticket() => Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
}

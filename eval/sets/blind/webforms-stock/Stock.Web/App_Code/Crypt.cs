using System;
using System.Security.Cryptography;
using System.Text;

namespace Stock.Web
{
    public static class Crypt
    {
        private static readonly byte[] Key = Encoding.ASCII.GetBytes("St0ckK3y");

        public static string Protect(string text)
        {
            using (DESCryptoServiceProvider des = new DESCryptoServiceProvider())
            {
                des.Key = Key;
                des.IV = Key;
                byte[] data = Encoding.UTF8.GetBytes(text);
                return Convert.ToBase64String(des.CreateEncryptor().TransformFinalBlock(data, 0, data.Length));
            }
        }

        public static string PasswordHash(string password)
        {
            using (MD5 md5 = MD5.Create())
            {
                return BitConverter.ToString(md5.ComputeHash(Encoding.UTF8.GetBytes(password))).Replace("-", "");
            }
        }

        public static string CacheKey(string text)
        {
            using (SHA1 sha = SHA1.Create())
            {
                return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
            }
        }

        public static string NewPassword()
        {
            Random r = new Random();
            StringBuilder sb = new StringBuilder();
            for (int i = 0; i < 10; i++)
            {
                sb.Append((char)('a' + r.Next(26)));
            }
            return sb.ToString();
        }

        public static string Ticket()
        {
            byte[] b = new byte[24];
            using (RNGCryptoServiceProvider rng = new RNGCryptoServiceProvider())
            {
                rng.GetBytes(b);
            }
            return Convert.ToBase64String(b);
        }
    }
}

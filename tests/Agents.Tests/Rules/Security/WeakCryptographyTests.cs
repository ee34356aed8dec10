namespace CodeReview.Agents.Tests.Rules.Security;

public sealed class WeakCryptographyTests
{
    [Theory]
    [InlineData("weak-crypto/broken-hash", "a.cs", "var passwordHash = MD5.HashData(bytes);")]
    [InlineData("weak-crypto/broken-hash", "a.py", "def store_password(p):\n    return hashlib.md5(p).hexdigest()\n")]
    [InlineData("weak-crypto/broken-hash", "a.js", "const password = crypto.createHash(\"sha1\").update(p);")]
    [InlineData("weak-crypto/broken-hash", "A.java", "byte[] signature = MessageDigest.getInstance(\"MD5\").digest(b);")]
    [InlineData("weak-crypto/broken-cipher", "a.cs", "aes.Mode = CipherMode.ECB;")]
    [InlineData("weak-crypto/broken-cipher", "a.cs", "using var des = DES.Create();")]
    [InlineData("weak-crypto/broken-cipher", "a.py", "cipher = AES.new(key, AES.MODE_ECB)")]
    [InlineData("weak-crypto/broken-cipher", "a.js", "crypto.createCipheriv(\"des-ede3-cbc\", key, iv);")]
    [InlineData("weak-crypto/broken-cipher", "A.java", "Cipher c = Cipher.getInstance(\"AES/ECB/PKCS5Padding\");")]
    [InlineData("weak-crypto/predictable-random", "a.cs", "var token = new Random().Next().ToString();")]
    [InlineData("weak-crypto/predictable-random", "a.py", "token = \"\".join(random.choice(chars) for _ in range(20))")]
    [InlineData("weak-crypto/predictable-random", "a.js", "const sessionId = Math.random().toString(36);")]
    [InlineData("weak-crypto/predictable-random", "A.java", "String resetToken = \"\" + new Random().nextLong();")]
    [InlineData("weak-crypto/short-key", "a.cs", "using var key = RSA.Create(1024);")]
    [InlineData("weak-crypto/short-key", "a.py", "key = rsa.generate_private_key(public_exponent=65537, key_size=1024)")]
    [InlineData("weak-crypto/short-key", "a.js", "generateKeyPairSync(\"rsa\", { modulusLength: 1024 });")]
    [InlineData("weak-crypto/short-key", "A.java", "g = KeyPairGenerator.getInstance(\"RSA\"); g.initialize(1024);")]
    [InlineData("weak-crypto/broken-hash", "a.php", "<?php $hash = md5($password);")]
    [InlineData("weak-crypto/predictable-random", "a.go", "import \"math/rand\"\nfunc token() int { return rand.Int() }")]
    public void Sees(string rule, string path, string text) => RuleAssert.Hits(rule, path, text);

    [Theory]
    [InlineData("weak-crypto/broken-hash", "a.py", "etag = hashlib.md5(body).hexdigest()")]
    [InlineData("weak-crypto/broken-hash", "a.py", "password_hint = hashlib.md5(p, usedforsecurity=False)")]
    [InlineData("weak-crypto/broken-hash", "a.cs", "var passwordHash = SHA256.HashData(bytes);")]
    [InlineData("weak-crypto/broken-cipher", "a.cs", "aes.Mode = CipherMode.CBC;")]
    [InlineData("weak-crypto/broken-cipher", "A.java", "Cipher c = Cipher.getInstance(\"AES/GCM/NoPadding\");")]
    [InlineData("weak-crypto/broken-cipher", "a.cs", "var aes = AES.Create();")]
    [InlineData("weak-crypto/predictable-random", "a.js", "const delay = Math.random() * 100;")]
    [InlineData("weak-crypto/predictable-random", "a.py", "token = secrets.token_hex(16)")]
    [InlineData("weak-crypto/predictable-random", "a.cs", "var delay = new Random().Next(10);")]
    [InlineData("weak-crypto/short-key", "a.cs", "using var key = RSA.Create(2048);")]
    [InlineData("weak-crypto/short-key", "a.py", "key = rsa.generate_private_key(public_exponent=65537, key_size=3072)")]
    [InlineData("weak-crypto/broken-hash", "a.php", "<?php $etag = md5($body);")]
    [InlineData("weak-crypto/predictable-random", "a.go", "import \"math/rand\"\nfunc jitter() int { return rand.Int() }")]
    public void Leaves_look_alikes_alone(string rule, string path, string text) => RuleAssert.Passes(rule, path, text);
}

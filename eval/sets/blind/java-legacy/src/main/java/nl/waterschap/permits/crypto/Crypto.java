package nl.waterschap.permits.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public final class Crypto {

    private static final byte[] KEY = "w4t3rk3r".getBytes();

    private Crypto() {
    }

    public static byte[] seal(byte[] data) throws Exception {
        Cipher c = Cipher.getInstance("DES/ECB/PKCS5Padding");
        c.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "DES"));
        return c.doFinal(data);
    }

    public static byte[] sealStrong(byte[] data, byte[] key) throws Exception {
        byte[] iv = new byte[12];
        new SecureRandom().nextBytes(iv);
        Cipher c = Cipher.getInstance("AES/GCM/NoPadding");
        c.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        byte[] body = c.doFinal(data);
        byte[] out = new byte[iv.length + body.length];
        System.arraycopy(iv, 0, out, 0, iv.length);
        System.arraycopy(body, 0, out, iv.length, body.length);
        return out;
    }

    public static String passwordHash(String password) throws Exception {
        return hex(MessageDigest.getInstance("MD5").digest(password.getBytes("UTF-8")));
    }

    public static String etag(byte[] body) throws Exception {
        return hex(MessageDigest.getInstance("MD5").digest(body));
    }

    public static String sessionTicket() {
        return Long.toString(Math.abs(new Random(System.currentTimeMillis()).nextLong()), 36);
    }

    private static String hex(byte[] b) {
        StringBuilder sb = new StringBuilder();
        for (byte x : b) {
            sb.append(String.format("%02x", x));
        }
        return sb.toString();
    }
}

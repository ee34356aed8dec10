package com.meridian.claims.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.springframework.stereotype.Component;

@Component
public class Tokens {

    private final SecureRandom secure = new SecureRandom();

    public String shareLink() {
        Random r = new Random();
        return Long.toHexString(r.nextLong()) + Long.toHexString(r.nextLong());
    }

    public String ticket() {
        byte[] b = new byte[24];
        secure.nextBytes(b);
        return HexFormat.of().formatHex(b);
    }

    public String pinHash(String pin) throws Exception {
        MessageDigest md = MessageDigest.getInstance("SHA-1");
        return HexFormat.of().formatHex(md.digest(pin.getBytes(StandardCharsets.UTF_8)));
    }
}

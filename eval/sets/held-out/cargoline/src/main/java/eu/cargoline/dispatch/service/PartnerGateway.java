package eu.cargoline.dispatch.service;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

@Service
public class PartnerGateway {


    private final byte[] key;
    private final HttpClient client;

    public PartnerGateway(@Value("${dispatch.partner-key}") String key) throws Exception {
        this.key = Base64.getDecoder().decode(key);
        SSLContext ssl = SSLContext.getInstance("TLS");
        ssl.init(null, new TrustManager[] {new PartnerTrust()}, new SecureRandom());
        this.client = HttpClient.newBuilder().sslContext(ssl).connectTimeout(Duration.ofSeconds(5)).build();
    }

    public String push(String callback, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(callback))
            .timeout(Duration.ofSeconds(10))
            .header("X-Signature", sign(body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public String sign(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    public boolean accepts(String body, String signature) throws Exception {
        if (signature == null) {
            return false;
        }
        return MessageDigest.isEqual(sign(body).getBytes(StandardCharsets.US_ASCII),
            signature.getBytes(StandardCharsets.US_ASCII));
    }

    public String seal(String accountNumber) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, 16, "AES"));
        String sealed = Base64.getEncoder().encodeToString(cipher.doFinal(accountNumber.getBytes(StandardCharsets.UTF_8)));
        return sealed;
    }

    public String trackingCode() {
        return Long.toString(Math.abs(new Random().nextLong()), 36);
    }

    public Duration retryDelay(int attempt) {
        return Duration.ofMillis(500L * attempt + new Random().nextInt(250));
    }

    private static final class PartnerTrust implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) { }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) { }

        @Override
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }
}

package nl.waterschap.permits;

import static org.junit.Assert.assertEquals;

import nl.waterschap.permits.crypto.Crypto;
import org.junit.Test;

public class CryptoTest {

    private static final byte[] TEST_KEY = "0123456789abcdef".getBytes();

    @Test
    public void sealsWithIv() throws Exception {
        assertEquals(12 + 3 + 16, Crypto.sealStrong(new byte[] {1, 2, 3}, TEST_KEY).length);
    }
}

package com.meridian.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.meridian.claims.service.Tokens;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final String PASSWORD = "test-password-1";

    private final Tokens tokens = new Tokens();

    @Test
    void ticketsDiffer() {
        assertNotEquals(tokens.ticket(), tokens.ticket());
    }

    @Test
    void hashIsStable() throws Exception {
        assertEquals(tokens.pinHash(PASSWORD), tokens.pinHash(PASSWORD));
    }
}

package nl.waterschap.permits;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

public final class Settings {

    private static final Properties P = new Properties();

    static {
        InputStream in = Settings.class.getResourceAsStream("/permits.properties");
        try {
            P.load(in);
            in.close();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Settings() {
    }

    public static String get(String name) {
        return P.getProperty(name);
    }
}

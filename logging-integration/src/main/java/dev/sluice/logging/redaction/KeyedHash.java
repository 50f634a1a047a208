package dev.sluice.logging.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows that two hidden values are the same, and nothing else: an HMAC under a key that lives as long as the process. */
public final class KeyedHash {
    private static final SecretKeySpec KEY = newKey();

    private KeyedHash() {}

    /** What stands for a value that must not be shown: {@code [json, 1234 bytes, hash 0123456789abcdef]}. */
    static String describe(String kind, byte[] value) {
        return "[" + kind + ", " + value.length + " bytes, hash " + of(value) + "]";
    }

    /** The same for a text, in UTF-8. */
    public static String describe(String kind, String value) {
        return describe(kind, value.getBytes(StandardCharsets.UTF_8));
    }

    /** What stands for a person: {@code hash:0123456789abcdef}. */
    public static String id(String value) {
        return "hash:" + of(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(KEY);
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(value), 8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256: not there (expected: every Java platform has it)", impossible);
        }
    }

    private static SecretKeySpec newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, "HmacSHA256");
    }
}

package dev.sluice.foundation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A credential that never shows itself by accident: it prints and serialises as {@value #REDACTED}, and only {@link #reveal()} gives the
 * value. Immutable and thread-safe.
 */
public final class Secret {
    /** What stands in place of a secret wherever it is printed, logged or serialised. */
    public static final String REDACTED = "***REDACTED***";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a credential, surrounding white space removed (a trailing newline of a key file is no part of the key).
     *
     * @throws IllegalArgumentException if nothing is left, or a control character is inside (it could split a header)
     */
    public static Secret of(String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("secret: empty (expected a non-blank value)");
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("secret: control character inside (expected printable characters)");
        }
        return new Secret(stripped);
    }

    /** The value itself, for the one place that sends or signs with it. */
    public String reveal() {
        return value;
    }

    /** Compares in time that does not depend on where the values differ. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Secret that && MessageDigest.isEqual(bytes(value), bytes(that.value)));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return REDACTED;
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.sluice.logging;

import dev.sluice.foundation.Secret;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The credentials of this process, for which everything logged is searched last, in every form they may take: literal, URL-encoded, base64
 * and base64url at any offset, JSON-escaped, hexadecimal. Process-wide, because log files are. Thread-safe.
 */
public final class RegisteredSecrets {
    /** Shorter values are not searched for: they would match by chance. */
    public static final int MIN_LENGTH = 8;

    private static final Set<Secret> SECRETS = new LinkedHashSet<>();
    private static volatile SecretScanner scanner = SecretScanner.of(SECRETS);

    private RegisteredSecrets() {}

    /** Searches for this credential from now on; one shorter than {@link #MIN_LENGTH} characters is left to the rules by name. */
    public static synchronized void register(Secret secret) {
        if (secret.reveal().length() >= MIN_LENGTH && SECRETS.add(secret)) {
            scanner = SecretScanner.of(SECRETS);
        }
    }

    /** Searches for it no longer, for instance after a key was replaced and revoked. */
    public static synchronized void forget(Secret secret) {
        if (SECRETS.remove(secret)) {
            scanner = SecretScanner.of(SECRETS);
        }
    }

    /** The text with every form of a registered secret replaced by {@value Secret#REDACTED}. */
    public static String redact(String text) {
        return scanner.redact(text);
    }

    /** The same for a whole line of JSON in UTF-8, which stays well-formed. Returns the argument itself if there is nothing to replace. */
    public static byte[] redactJson(byte[] line) {
        return scanner.redactJson(line);
    }

    /** As {@link #redact}, and also replaces the beginning of a secret at the text's end, where it was cut. */
    static String redactCut(String text) {
        return scanner.redactCut(text);
    }
}

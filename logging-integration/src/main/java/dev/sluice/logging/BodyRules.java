package dev.sluice.logging;

import org.jspecify.annotations.Nullable;

/** Redacts a body by what it is; what is not understood is described by its length and a keyed hash. */
final class BodyRules {
    private BodyRules() {}

    static String redact(byte[] body, @Nullable String contentType, int maxChars) {
        return KeyedHash.describe(contentType == null ? "body" : TextRules.redactLine(contentType), body);
    }
}

package dev.sluice.logging;

/** Redacts free text. */
final class TextRules {
    static final int MAX_CHARS = 65_536;

    private TextRules() {}

    static String redact(String text) {
        return redactPrefix(text, MAX_CHARS);
    }

    /** Redacts the beginning of a text, of which at least {@code maxChars} characters are wanted. */
    static String redactPrefix(String text, int maxChars) {
        return secretsOnly(text);
    }

    /** Text of one line: line breaks and tabs are shown as escapes too. */
    static String redactLine(String text) {
        return redact(text).replace("\r", "\\r").replace("\n", "\\n");
    }

    static String secretsOnly(String text) {
        return RegisteredSecrets.redact(text);
    }
}

package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The credentials of this process, for which everything logged is searched last, in every form they may take: literal, URL-encoded, base64
 * and base64url at any offset, JSON-escaped, hexadecimal. Process-wide, because log files are. Thread-safe.
 */
public final class RegisteredSecrets {
    /** Shorter values are not searched for: they would match by chance. */
    public static final int MIN_LENGTH = 8;

    private static final Set<Secret> SECRETS = new LinkedHashSet<>();
    private static volatile SecretScanner scanner = SecretScanner.of(SECRETS);

    /** The same secrets for whoever asks without the lock: every request registers its own once more. */
    private static volatile Set<Secret> known = Set.of();

    private RegisteredSecrets() {}

    /** Searches for this credential from now on; one shorter than {@link #MIN_LENGTH} characters is left to the rules by name. */
    public static void register(Secret secret) {
        if (!known.contains(secret) && secret.reveal().length() >= MIN_LENGTH) {
            change(() -> SECRETS.add(secret));
        }
    }

    /** Searches for it no longer, for instance after a key was replaced and revoked. */
    public static void forget(Secret secret) {
        change(() -> SECRETS.remove(secret));
    }

    private static synchronized void change(BooleanSupplier change) {
        if (change.getAsBoolean()) {
            scanner = SecretScanner.of(SECRETS);
            known = Set.copyOf(SECRETS);
        }
    }

    /** Texts in which there is nothing to redact, as long as the registered secrets are these. */
    static KnownTexts plainTexts() {
        return Rule.allApply() ? scanner.plainTexts() : new KnownTexts();
    }

    /** The same of paths. */
    static KnownTexts plainPaths() {
        return Rule.allApply() ? scanner.plainPaths() : new KnownTexts();
    }

    /** The text with every form of a registered secret replaced by {@value Secret#REDACTED}. */
    public static String redact(String text) {
        return Rule.REGISTERED.applies() ? scanner.redact(text) : text;
    }

    /** The same for a whole line of JSON in UTF-8, which stays well-formed. Returns the argument itself if there is nothing to replace. */
    public static byte[] redactJson(byte[] line) {
        return Rule.REGISTERED.applies() && Rule.FINAL_BYTES.applies() ? scanner.redactJson(line) : line;
    }

    /** As {@link #redact}, and also replaces the beginning of a secret at the text's end, where it was cut. */
    static String redactCut(String text) {
        return Rule.REGISTERED.applies() && Rule.CUT_SECRETS.applies() ? scanner.redactCut(text) : redact(text);
    }

    /** Whether a registered secret occurs, in any form. */
    static boolean occur(byte[] text, int from, int to) {
        return Rule.REGISTERED.applies() && scanner.occurs(text, from, to);
    }

    /** Appends a text with registered secrets replaced; false if there are none. */
    static boolean mask(Bytes text, Bytes out) {
        return Rule.REGISTERED.applies() && scanner.mask(text.array(), text.length(), false, out);
    }

    /** Redacted JSON, or the beginning of it, as text of so many characters at most, with every form of a registered secret replaced. */
    static String shown(byte[] json, int from, int end, int maxChars, boolean missing) {
        if (!occur(json, from, end) && !(missing && endInside(json, from, end, true))) {
            return Cut.utf8(json, from, end, maxChars, missing);
        }
        byte[] line = Arrays.copyOfRange(json, from, end);
        String text = new String(missing ? line : redactJson(line), StandardCharsets.UTF_8);
        return Cut.to(missing ? redactCut(text) : text, maxChars, missing);
    }

    /** JSON as text with every form of a registered secret replaced, and well-formed. */
    static String redactJson(Bytes json) {
        if (!occur(json.array(), 0, json.length())) {
            return json.text(0, json.length());
        }
        return new String(redactJson(Arrays.copyOf(json.array(), json.length())), StandardCharsets.UTF_8);
    }

    /** Whether a text ends with the beginning of a registered secret; if it is known to be cut, with a shorter one. */
    static boolean endInside(byte[] text, int from, int to, boolean cut) {
        return Rule.REGISTERED.applies() && scanner.endsInside(text, from, to, cut);
    }

    /** Where registered secrets stand in a text, its end included that begins one. */
    static List<SecretScanner.Span> spans(Bytes text) {
        return Rule.REGISTERED.applies() ? scanner.spans(text.array(), text.length()) : List.of();
    }
}

package dev.sluice.logging.redaction;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers short texts in which the rules have found nothing: names of providers, operations, headers and threads come again with every
 * line. Forgotten when another secret is registered, since each {@link SecretScanner} begins its own. A text takes the place of another one.
 * Thread-safe.
 */
final class KnownTexts {
    private static final int SLOTS = 1_024;
    private static final int MAX_CHARS = 80;

    private final AtomicReferenceArray<@Nullable String> texts = new AtomicReferenceArray<>(SLOTS);

    boolean has(String text) {
        return text.length() <= MAX_CHARS && text.equals(texts.get(slot(text)));
    }

    void add(String text) {
        if (text.length() <= MAX_CHARS) {
            texts.set(slot(text), text);
        }
    }

    private static int slot(String text) {
        int hash = text.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}

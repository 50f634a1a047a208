package dev.sluice.logging.event;

import dev.sluice.logging.redaction.KeyedHash;
import dev.sluice.logging.redaction.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * What is logged of a prompt or an answer.
 *
 * @param length of the whole text, in characters; null if there is no text
 * @param preview its beginning, redacted; null if it is not shown
 * @param whole all of it, redacted; null if it is not shown
 * @param hash keyed; null unless hashes are shown in place of texts
 */
public record ShownText(
        @Nullable Integer length,
        @Nullable String preview,
        @Nullable String whole,
        @Nullable String hash) {
    /** No text. */
    public static final ShownText NONE = new ShownText(null, null, null, null);

    /** Redacts what the caller has not. */
    public ShownText {
        preview = Redactor.standard().textOrNull(preview);
        whole = Redactor.standard().textOrNull(whole);
    }

    /**
     * What a mode shows of a text.
     *
     * @param previewChars of the beginning, at most; 0 shows none
     */
    public static ShownText of(@Nullable String text, ContentMode mode, int previewChars) {
        if (text == null) {
            return NONE;
        }
        Redactor redactor = Redactor.standard();
        boolean open = mode == ContentMode.PREVIEW || mode == ContentMode.FULL;
        return new ShownText(
                text.length(),
                open && previewChars > 0 ? redactor.preview(text, previewChars) : null,
                mode == ContentMode.FULL ? redactor.preview(text, Redactor.MAX_CHARS) : null,
                mode == ContentMode.HASH ? KeyedHash.id(text) : null);
    }

    Fields addTo(Fields fields, String name) {
        return fields.put(name + "_length", length)
                .put(name + "_preview", preview)
                .put(name, whole)
                .put(name + "_hash", hash);
    }
}

package dev.sluice.polymarket;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an error body says: {@code {error}}, the CLOB's also {@code code} and {@code retry_after_seconds}, Gamma's also {@code type}.
 *
 * @param code Polymarket's word: {@code code}, or an {@code error} that is a single word itself ({@code order_version_mismatch})
 * @param message Polymarket's explanation
 * @param retryAfter how long to wait, in seconds as text
 */
record PolymarketErrorBody(
        @Nullable String code,
        @Nullable String message,
        @Nullable String retryAfter) {
    private static final PolymarketErrorBody SILENT = new PolymarketErrorBody(null, null, null);
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+");

    static PolymarketErrorBody parse(byte[] body) {
        JsonNode root;
        try {
            root = PolymarketJson.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            // Cloudflare answers in HTML, a restarting engine with nothing.
            return SILENT;
        }
        String message = text(root.path("error"));
        String code = word(text(root.path("code")));
        return new PolymarketErrorBody(
                code != null ? code : word(message), message, text(root.path("retry_after_seconds")));
    }

    boolean isSilent() {
        return equals(SILENT);
    }

    boolean says(String words) {
        return message != null && message.contains(words);
    }

    private static @Nullable String word(@Nullable String text) {
        return text != null && WORD.matcher(text).matches() ? text : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString() : null;
    }
}

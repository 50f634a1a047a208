package dev.sluice.openrouter.internal;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The status an error object means: its numeric {@code code}, else {@code http_status}, else what its
 * {@code error_type} stands for (OpenRouter, errors and debugging, August 2026), else the HTTP status, else 500.
 */
final class ErrorStatus {

    private static final Map<String, Integer> BY_TYPE = Map.ofEntries(
            Map.entry("authentication", 401),
            Map.entry("invalid_api_key", 401),
            Map.entry("payment_required", 402),
            Map.entry("permission_denied", 403),
            Map.entry("not_found", 404),
            Map.entry("image_not_found", 404),
            Map.entry("image_file_not_found", 404),
            Map.entry("precondition_failed", 412),
            Map.entry("payload_too_large", 413),
            Map.entry("unprocessable", 422),
            Map.entry("rate_limit_exceeded", 429),
            Map.entry("server", 500),
            Map.entry("server_error", 500),
            Map.entry("unmapped", 500),
            Map.entry("provider_unavailable", 502),
            Map.entry("provider_overloaded", 503),
            Map.entry("timeout", 504),
            Map.entry("vector_store_timeout", 504));

    /** What stands for 400: the first by the documentation, the others are codes of the Responses API by the specification. */
    private static final Set<String> BAD_REQUESTS = Set.of(
            "context_length_exceeded",
            "max_tokens_exceeded",
            "token_limit_exceeded",
            "string_too_long",
            "invalid_request",
            "invalid_prompt",
            "content_policy_violation",
            "refusal",
            "invalid_image",
            "image_too_large",
            "image_too_small",
            "unsupported_image_format",
            "image_download_failed",
            "invalid_image_format",
            "invalid_base64_image",
            "invalid_image_url",
            "invalid_image_mode",
            "image_parse_error",
            "image_content_policy_violation",
            "image_file_too_large",
            "unsupported_image_media_type",
            "empty_image_file",
            "failed_to_download_image",
            "bio_policy",
            "data_residency_mismatch");

    private ErrorStatus() {}

    static int of(JsonNode error, int httpStatus) {
        int code = number(error.path("code"));
        if (isError(code)) {
            return code;
        }
        int stated = number(error.path("http_status"));
        if (isError(stated)) {
            return stated;
        }
        if (isError(httpStatus)) {
            return httpStatus;
        }
        Integer typed = byWord(error.path("error_type").asString(""));
        Integer worded = typed == null ? byWord(word(error)) : typed;
        return worded == null ? 500 : worded;
    }

    private static @Nullable Integer byWord(String word) {
        return BAD_REQUESTS.contains(word) ? (Integer) 400 : BY_TYPE.get(word);
    }

    /**
     * The error's own word; empty if it has none. A code that is a word, such as {@code server_error}, counts, and after all of them whose limit it was;
     * refusals of moderation and guardrails have none, and are called so here.
     */
    static String word(JsonNode error) {
        for (JsonNode candidate : new JsonNode[] {
            error.path("availability").path("code"),
            error.path("error_type"),
            error.path("metadata").path("error_type"),
            error.path("code"),
            error.path("type"),
            error.path("metadata").path("limit_source")
        }) {
            if (candidate.isString() && number(candidate) == 0) {
                return candidate.stringValue();
            }
        }
        if (error.path("metadata").path("reasons").isArray()) {
            return "moderation";
        }
        return error.path("metadata").path("patterns").isArray() ? "guardrail" : "";
    }

    private static int number(JsonNode node) {
        if (node.isNumber()) {
            double value = node.doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 1_000 ? (int) value : 0;
        }
        return node.isString() ? node.asInt(0) : 0;
    }

    private static boolean isError(int status) {
        return status >= 400 && status <= 599;
    }
}

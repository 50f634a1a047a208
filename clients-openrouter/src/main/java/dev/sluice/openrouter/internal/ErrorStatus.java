package dev.sluice.openrouter.internal;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The status an error object means: its numeric {@code code}, else {@code http_status}, else what its
 * {@code error_type} stands for (OpenRouter, errors and debugging, August 2026), else the HTTP status, else 500.
 */
final class ErrorStatus {

    private static final Map<String, Integer> BY_TYPE = Map.ofEntries(
            Map.entry("authentication", 401),
            Map.entry("payment_required", 402),
            Map.entry("permission_denied", 403),
            Map.entry("not_found", 404),
            Map.entry("image_not_found", 404),
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
            Map.entry("context_length_exceeded", 400),
            Map.entry("max_tokens_exceeded", 400),
            Map.entry("token_limit_exceeded", 400),
            Map.entry("string_too_long", 400),
            Map.entry("invalid_request", 400),
            Map.entry("invalid_prompt", 400),
            Map.entry("content_policy_violation", 400),
            Map.entry("refusal", 400));

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
        Integer typed = BY_TYPE.get(error.path("error_type").asString(""));
        return typed == null ? BY_TYPE.getOrDefault(word(error), 500) : typed;
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
        return node.isIntegralNumber() || node.isString() ? node.asInt(0) : 0;
    }

    private static boolean isError(int status) {
        return status >= 400 && status <= 599;
    }
}

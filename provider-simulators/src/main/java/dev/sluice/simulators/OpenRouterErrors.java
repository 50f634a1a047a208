package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OpenRouter's refusals, in its words (errors and debugging; users' logs of the free models' limits): most errors have a {@code code}, those
 * of availability an {@code http_status} instead. Limits travel in the error's metadata and as headers, their reset in epoch milliseconds and
 * without a Retry-After; what an upstream provider refuses has a Retry-After.
 */
final class OpenRouterErrors {
    static final String DAILY = "free-models-per-day";
    static final String PER_MINUTE = "free-models-per-min";

    private static final String USER = "user_2simulatedsimulatedsimulat";
    private static final String JSON = "application/json";
    private static final Duration UPSTREAM_WAIT = Duration.ofSeconds(5);

    private final TimeSource time;
    private final Map<String, BiFunction<String, Duration, Answer>> named = new LinkedHashMap<>();

    OpenRouterErrors(TimeSource time) {
        this.time = time;
        named.put("bad-key", fixed(model -> of(401, "User not found.")));
        named.put("no-credits", fixed(model -> credits()));
        named.put("in-flight-budget", this::inFlightBudget);
        named.put("moderation", fixed(OpenRouterErrors::moderation));
        named.put("guardrail", fixed(model -> guardrail()));
        named.put("daily-cap", this::dailyCap);
        named.put("minute-cap", this::minuteCap);
        named.put("upstream-limit", OpenRouterErrors::upstreamLimit);
        named.put("capacity-exhausted", OpenRouterErrors::capacityExhausted);
        named.put("temporarily-unavailable", OpenRouterErrors::temporarilyUnavailable);
        named.put("model-not-found", fixed(OpenRouterErrors::modelNotFound));
        named.put("model-deprecated", fixed(OpenRouterErrors::modelDeprecated));
        named.put("no-endpoints", fixed(OpenRouterErrors::noEndpoints));
        named.put("context-length", fixed(model -> contextLength()));
    }

    private static BiFunction<String, Duration, Answer> fixed(Function<String, Answer> answer) {
        return (model, ignored) -> answer.apply(model);
    }

    Set<String> names() {
        return named.keySet();
    }

    /**
     * The refusal of this name.
     *
     * @param model whose use is refused
     * @param retryAfter when to come again; null for the usual
     */
    Answer answer(String name, String model, @Nullable Duration retryAfter) {
        BiFunction<String, Duration, Answer> answer = named.get(name);
        if (answer == null) {
            throw new IllegalArgumentException(
                    "error: " + name + " is unknown (expected one of " + named.keySet() + ")");
        }
        return answer.apply(model, retryAfter == null ? UPSTREAM_WAIT : retryAfter);
    }

    /** An error without metadata. */
    static Answer of(int status, String message) {
        return error(status, Json.object("message", message, "code", status));
    }

    // ---- limits

    /** The 429 of a limit of the account. */
    static Answer limited(Refusal refusal) {
        return limited("Rate limit exceeded: " + refusal.limitName() + ". ", refusal);
    }

    static Answer limited(String message, Refusal refusal) {
        Map<String, String> headers = Map.of(
                "X-RateLimit-Limit", Integer.toString(refusal.limit()),
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", Long.toString(refusal.resetAt().toEpochMilli()));
        Map<String, @Nullable Object> metadata = Json.object("headers", headers, "provider_name", null);
        if (refusal.limitName().equals(DAILY)) {
            metadata.put("limit_source", "openrouter_free_tier_daily");
        }
        Object error = Json.object("message", message, "code", 429, "metadata", metadata);
        byte[] body = Json.bytes(Json.object("error", error, "user_id", USER));
        return Answer.bytes(429, JSON, body).withHeaders(headers);
    }

    /** Whatever was asked: the day of the free models ends at midnight UTC. */
    private Answer dailyCap(String model, Duration ignored) {
        DailyWindow day = new DailyWindow(DAILY, 50, time);
        return limited(
                "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day",
                refusal(DAILY, 50, day.untilReset()));
    }

    private Answer minuteCap(String model, Duration wait) {
        return limited(refusal(PER_MINUTE, 20, wait));
    }

    private Refusal refusal(String name, int limit, Duration wait) {
        Instant reset = time.instant().plus(wait);
        return new Refusal(name, limit, wait, reset);
    }

    private static Answer upstreamLimit(String model, Duration wait) {
        Map<String, @Nullable Object> metadata = Json.object(
                "raw",
                model + " is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate"
                        + " your rate limits: https://openrouter.ai/settings/integrations",
                "provider_name",
                "Simulator",
                "error_type",
                "rate_limit_exceeded");
        Object error = Json.object("message", "Provider returned error", "code", 429, "metadata", metadata);
        return later(error(429, error), wait);
    }

    private static Answer capacityExhausted(String model, Duration wait) {
        Map<String, @Nullable Object> why = availability("capacity_exhausted", true, model);
        why.put("retry_after", wait.toSeconds());
        return later(
                unavailable(429, "rate_limit_exceeded", "All providers of " + model + " are at their capacity.", why),
                wait);
    }

    private static Answer temporarilyUnavailable(String model, Duration wait) {
        Map<String, @Nullable Object> why = availability("temporarily_unavailable", true, model);
        why.put("retry_after", wait.toSeconds());
        why.put("affected_providers", List.of("Simulator"));
        return later(
                unavailable(
                        503,
                        "provider_overloaded",
                        "All attempts for " + model + " failed with transient upstream errors.",
                        why),
                wait);
    }

    private static Answer later(Answer answer, Duration wait) {
        return answer.with("Retry-After", Long.toString(wait.toSeconds()));
    }

    // ---- money

    private static Answer credits() {
        return error(
                402,
                Json.object(
                        "message",
                        "Insufficient credits. Add more using https://openrouter.ai/settings/credits",
                        "code",
                        402,
                        "metadata",
                        Json.object("error_type", "payment_required", "limit_source", "openrouter_credits")));
    }

    /** The one 402 that passes by itself: what is under way has reserved the rest of the balance. */
    private Answer inFlightBudget(String model, Duration wait) {
        Object metadata = Json.object("error_type", "payment_required", "limit_source", "openrouter_in_flight_budget");
        Object error = Json.object(
                "message",
                "Requests in flight have reserved the remaining credits.",
                "code",
                402,
                "metadata",
                metadata);
        return later(error(402, error), wait);
    }

    // ---- what may not be asked

    private static Answer moderation(String model) {
        Object metadata = Json.object(
                "reasons",
                List.of("violence"),
                "flagged_input",
                "...simulated flagged words...",
                "provider_name",
                "Simulator",
                "model_slug",
                model);
        return error(
                403,
                Json.object(
                        "message",
                        model + " requires moderation on Simulator. Your input was flagged for \"violence\". No credits"
                                + " were charged.",
                        "code",
                        403,
                        "metadata",
                        metadata));
    }

    private static Answer guardrail() {
        Object metadata = Json.object("patterns", List.of("ignore all previous instructions"));
        return error(
                403,
                Json.object(
                        "message",
                        "Request blocked: prompt injection patterns detected",
                        "code",
                        403,
                        "metadata",
                        metadata));
    }

    private static Answer contextLength() {
        Object metadata = Json.object("error_type", "context_length_exceeded", "provider_name", null);
        return error(
                400,
                Json.object(
                        "message",
                        "This endpoint's maximum context length is 8192 tokens. Please reduce the length of either one.",
                        "code",
                        400,
                        "metadata",
                        metadata));
    }

    // ---- what there is not

    /** The error of an id that names no model. */
    static Answer modelNotFound(String model) {
        return unavailable(
                400,
                "invalid_request",
                model + " is not a valid model ID",
                availability("model_not_found", false, model));
    }

    private static Answer modelDeprecated(String model) {
        Map<String, @Nullable Object> why = availability("model_deprecated", false, model);
        why.put("fallback_models", List.of("simulated/newer-model"));
        return unavailable(404, "not_found", model + " has been retired.", why);
    }

    private static Answer noEndpoints(String model) {
        return unavailable(
                404, "not_found", "No endpoints found for " + model + ".", availability("no_endpoints", false, model));
    }

    private static Map<String, @Nullable Object> availability(String code, boolean retryable, String model) {
        return Json.object(
                "code",
                code,
                "retryable",
                retryable,
                "requested_models",
                List.of(model),
                "docs_url",
                "https://openrouter.ai/docs/errors#" + code);
    }

    private static Answer unavailable(int status, String type, String message, Map<String, @Nullable Object> why) {
        return error(
                status,
                Json.object("message", message, "error_type", type, "http_status", status, "availability", why));
    }

    private static Answer error(int status, Object error) {
        return Answer.bytes(status, JSON, Json.bytes(Json.object("error", error)));
    }
}

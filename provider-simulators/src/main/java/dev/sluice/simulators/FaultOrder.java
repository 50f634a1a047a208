package dev.sluice.simulators;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of POST /faults: {@code provider}, one of {@code status}, {@code abort}, {@code stall_ms}, {@code truncate},
 * {@code shape} and {@code split_bytes}, and perhaps {@code retry_after_seconds}, {@code for_ms}, {@code times}, {@code operation}, {@code mid_body}. Without {@code times} it strikes once, or
 * as often as it can within {@code for_ms}.
 */
record FaultOrder(String target, Fault fault) {
    private static final Set<String> KEYS = Set.of(
            "provider",
            "status",
            "abort",
            "stall_ms",
            "truncate",
            "shape",
            "split_bytes",
            "retry_after_seconds",
            "for_ms",
            "times",
            "operation",
            "mid_body");

    /** @throws IllegalArgumentException saying what is wrong and what was expected */
    static FaultOrder parse(@Nullable JsonNode body) {
        if (body == null) {
            throw new IllegalArgumentException("faults: no JSON object (expected keys of " + new TreeSet<>(KEYS) + ")");
        }
        for (String name : body.propertyNames()) {
            if (!KEYS.contains(name)) {
                throw new IllegalArgumentException(
                        "faults." + name + ": unknown key (expected one of " + new TreeSet<>(KEYS) + ")");
            }
        }
        String provider = body.path("provider").asString("");
        Fault.Kind kind = kind(body);
        Duration lasting = body.has("for_ms") ? Duration.ofMillis(number(body, "for_ms")) : null;
        Duration retryAfter =
                body.has("retry_after_seconds") ? Duration.ofSeconds(number(body, "retry_after_seconds")) : null;
        int times = body.has("times") ? (int) number(body, "times") : lasting == null ? 1 : Integer.MAX_VALUE;
        Fault fault = new Fault(
                kind,
                kind == Fault.Kind.STATUS ? (int) number(body, "status") : 0,
                retryAfter,
                Duration.ofMillis(kind == Fault.Kind.STALL ? number(body, "stall_ms") : 0),
                kind == Fault.Kind.TRUNCATE || body.path("mid_body").asBoolean(false),
                times,
                lasting,
                body.has("operation") ? body.path("operation").asString() : null,
                kind == Fault.Kind.SHAPE ? body.path("shape").asString() : null,
                kind == Fault.Kind.SPLIT ? (int) number(body, "split_bytes") : 0);
        return new FaultOrder(provider, fault);
    }

    private static Fault.Kind kind(JsonNode body) {
        if (body.has("status")) {
            return Fault.Kind.STATUS;
        }
        if (body.has("stall_ms")) {
            return Fault.Kind.STALL;
        }
        if (body.path("abort").asBoolean(false)) {
            return Fault.Kind.ABORT;
        }
        if (body.path("truncate").asBoolean(false)) {
            return Fault.Kind.TRUNCATE;
        }
        if (body.has("shape")) {
            return Fault.Kind.SHAPE;
        }
        if (body.has("split_bytes")) {
            return Fault.Kind.SPLIT;
        }
        throw new IllegalArgumentException(
                "faults: nothing to inject (expected status, stall_ms, abort, truncate, shape or split_bytes)");
    }

    private static long number(JsonNode body, String key) {
        if (!body.path(key).isIntegralNumber() || body.path(key).asLong() < 0) {
            throw new IllegalArgumentException("faults." + key + ": no whole number (expected 0 or more)");
        }
        return body.path(key).asLong();
    }
}

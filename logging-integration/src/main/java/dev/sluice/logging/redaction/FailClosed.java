package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.failure.LoggingFailures;
import java.util.Map;
import java.util.function.Supplier;

/** Runs a rule; if it fails, the failure is counted and a mask or nothing is the result, never the input. */
final class FailClosed {
    private FailClosed() {}

    static String text(Supplier<String> rule) {
        return guarded(rule, Secret.REDACTED);
    }

    static Map<String, String> map(Supplier<Map<String, String>> rule) {
        return guarded(rule, Map.of());
    }

    static Map<String, Object> objects(Supplier<Map<String, Object>> rule) {
        return guarded(rule, Map.of());
    }

    private static <T> T guarded(Supplier<T> rule, T otherwise) {
        try {
            return rule.get();
        } catch (Throwable failure) {
            LoggingFailures.record(failure);
            return otherwise;
        }
    }
}

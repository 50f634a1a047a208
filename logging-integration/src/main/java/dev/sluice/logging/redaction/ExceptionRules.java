package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.failure.LoggingFailures;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders an exception with its causes and suppressed ones; only messages can hold a secret, and every one of them is redacted. */
final class ExceptionRules {
    private static final int MAX_FRAMES = 100;
    private static final int MAX_EXCEPTIONS = 20;
    private static final int MAX_MESSAGE = 2_000;

    private final StringBuilder out = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int frames;

    private ExceptionRules() {}

    static RedactedException redact(Throwable error) {
        try {
            return new RedactedException(error.getClass().getName(), message(error), text(error));
        } catch (Throwable failure) {
            LoggingFailures.record(failure);
            return new RedactedException(error.getClass().getName(), Secret.REDACTED, "");
        }
    }

    /** The chain with its frames. */
    static String text(Throwable error) {
        ExceptionRules rules = new ExceptionRules();
        rules.append("", error);
        return rules.out.toString();
    }

    private void append(String role, Throwable error) {
        if (seen.size() >= MAX_EXCEPTIONS || !seen.add(error)) {
            out.append(role).append("[more exceptions]\n");
            return;
        }
        out.append(role).append(error.getClass().getName());
        String message = message(error);
        out.append(message == null ? "" : ": " + message).append('\n');
        for (StackTraceElement frame : error.getStackTrace()) {
            if (++frames > MAX_FRAMES) {
                out.append("\t[more frames]\n");
                break;
            }
            out.append("\tat ").append(frame).append('\n');
        }
        for (Throwable suppressed : error.getSuppressed()) {
            append("Suppressed: ", suppressed);
        }
        Throwable cause = error.getCause();
        if (cause != null) {
            append("Caused by: ", cause);
        }
    }

    /** Exceptions of others may build their message when asked, and fail at that. */
    private static @Nullable String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null || !Rule.EXCEPTIONS.applies()
                    ? message
                    : Redactor.standard().preview(message, MAX_MESSAGE);
        } catch (RuntimeException failure) {
            LoggingFailures.record(failure);
            return Secret.REDACTED;
        }
    }
}

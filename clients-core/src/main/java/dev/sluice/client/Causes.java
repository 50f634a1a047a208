package dev.sluice.client;

import dev.sluice.logging.redaction.Redactor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes what other libraries throw fit to be a cause: their messages quote values, and logs print causes. */
final class Causes {
    private Causes() {}

    /** The same stack under the class's name and its message redacted; without the causes below it. */
    static RuntimeException redacted(Throwable thrown) {
        RuntimeException cause = new RuntimeException(text(thrown), null, false, true) {
            private static final long serialVersionUID = 1L;
        };
        cause.setStackTrace(thrown.getStackTrace());
        return cause;
    }

    /** The same for a failure of input or output. */
    static IOException redactedIo(IOException thrown) {
        IOException cause = new IOException(text(thrown));
        cause.setStackTrace(thrown.getStackTrace());
        return cause;
    }

    /** The library that builds requests wraps what goes wrong there in exceptions of its own; it is no part of what we promise. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null && isOfFeign(inner)) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static boolean isOfFeign(Throwable thrown) {
        return thrown.getClass().getName().startsWith("feign.");
    }

    private static String text(Throwable wrapped) {
        Throwable thrown = unwrapped(wrapped);
        String name = isOfFeign(thrown)
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getName();
        String message = message(thrown);
        return message == null ? name : name + ": " + Redactor.standard().preview(message, 200);
    }

    /** What others throw may have a message that throws itself. */
    private static @Nullable String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException without) {
            return null;
        }
    }
}

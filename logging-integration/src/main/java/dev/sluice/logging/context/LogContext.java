package dev.sluice.logging.context;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Adds fields to every log line of this thread until it is closed. Mirrored in SLF4J's MDC; keys stand in {@link LogKeys}, any other will do.
 * Values of names that denote a credential are redacted, the others are searched as any text; {@code user_id}, and any value that is an
 * e-mail address, becomes a keyed hash, which is the same for the same value as long as the process lives.
 *
 * <p>Scopes may be nested and closed in any order: a key has the value of the innermost scope that is still open, and when there is none the
 * value that the MDC had before. Other threads do not see the fields, unless they are carried: by {@link #capture()} or {@link #executor}.
 *
 * <pre>{@code
 * try (LogContext c = LogContext.with(LogKeys.STRATEGY_ID, strategy).and(LogKeys.SYMBOL, symbol)) {
 *     pool.submit(LogContext.capture().wrap(() -> trade(order)));
 * }
 * }</pre>
 */
public final class LogContext implements AutoCloseable {
    private final ContextStack stack;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private volatile boolean closed;

    private LogContext(ContextStack stack) {
        this.stack = stack;
    }

    /** Opens a scope with one field. */
    public static LogContext with(String key, String value) {
        LogContext scope = new LogContext(ContextStack.current());
        scope.stack.push(scope);
        return scope.and(key, value);
    }

    /**
     * Opens a scope for a request that came in from outside: the calls that are made in it take over its id. An id of other characters than
     * visible ASCII, or of more than 128, is replaced by a new one, for it is sent on where a header for it is configured.
     */
    public static LogContext request(String inboundId) {
        return with(LogKeys.REQUEST_ID, RequestIds.isUsable(inboundId) ? inboundId : RequestIds.next());
    }

    /** Adds a field to the scope; does nothing after {@link #close()} or on another thread than the scope's. */
    public LogContext and(String key, String value) {
        if (!closed && stack.isCurrent()) {
            String shown = PersonalValues.redact(key, value);
            stack.beforePut(key);
            fields.put(key, shown);
            stack.show(key);
        }
        return this;
    }

    /** The value this thread's lines have under a key: of the innermost scope, or else of the MDC; null if there is none. */
    public static @Nullable String get(String key) {
        ContextStack stack = ContextStack.peek();
        String value = stack == null ? null : stack.valueOf(key);
        return value == null ? MDC.get(key) : value;
    }

    /** The fields of this thread's open scopes, to be carried to other threads. What others put into the MDC is not among them. */
    public static LogContextSnapshot capture() {
        ContextStack stack = ContextStack.peek();
        return new LogContextSnapshot(stack == null ? Map.of() : stack.fields());
    }

    /** An executor that runs each task with the context of the thread that gives it; stages of futures see {@link LogContextSnapshot}. */
    public static Executor executor(Executor executor) {
        return task -> executor.execute(capture().wrap(task));
    }

    /** The same for an executor service, which is shut down through the result as well. */
    public static ExecutorService executor(ExecutorService executor) {
        return new ContextExecutorService<>(executor);
    }

    /** The same for a scheduling one: every run of a periodic task has the context of the thread that scheduled it. */
    public static ScheduledExecutorService executor(ScheduledExecutorService executor) {
        return new ContextScheduledExecutorService(executor);
    }

    /**
     * Takes the scope's fields back; a second call does nothing. On another thread than the scope's it only marks the scope: the fields go
     * when the scope's thread next opens or closes one.
     */
    @Override
    public void close() {
        closed = true;
        if (stack.isCurrent()) {
            stack.sweep();
        }
    }

    boolean isClosed() {
        return closed;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** Puts fields on this thread that were redacted before. */
    static void openRedacted(ContextStack on, Map<String, String> redacted) {
        LogContext scope = new LogContext(on);
        on.push(scope);
        redacted.forEach((key, value) -> {
            on.beforePut(key);
            scope.fields.put(key, value);
            on.show(key);
        });
    }
}

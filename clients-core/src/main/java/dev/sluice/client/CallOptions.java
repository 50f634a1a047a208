package dev.sluice.client;

import dev.sluice.ratelimit.Priority;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bot wants of certain calls, without a parameter at every method: whatever this thread calls inside {@link #call}, {@link #run} or
 * {@link #answer} is made so, and nothing else is, on this thread afterwards or on any other. Immutable; every method returns a changed copy.
 *
 * <pre>{@code
 * OrderBook book = CallOptions.none()
 *         .deadline(Duration.ofSeconds(2))
 *         .priority(Priority.CRITICAL)
 *         .tag("strategy", "momentum")
 *         .call(() -> polymarket.clob().orderBook(token));
 * }</pre>
 *
 * <p>The options hold for <em>every</em> call made in there: a client's method may make several, and pages that a lazy list fetches later
 * are no longer in there. A stream keeps the options that it was opened with. Inside another scope the inner one wins, field by field.
 * Threads that are started inside do not inherit; {@link Sluice#async} does.
 */
public final class CallOptions {
    private static final CallOptions NONE = new CallOptions(null, null, Map.of(), true, null);
    private static final int KEY_CHARS = 255;

    private final @Nullable Duration deadline;
    private final @Nullable Priority priority;
    private final Map<String, String> tags;
    private final boolean retry;
    private final @Nullable String idempotencyKey;

    private CallOptions(
            @Nullable Duration deadline,
            @Nullable Priority priority,
            Map<String, String> tags,
            boolean retry,
            @Nullable String idempotencyKey) {
        this.deadline = deadline;
        this.priority = priority;
        this.tags = tags;
        this.retry = retry;
        this.idempotencyKey = idempotencyKey;
    }

    /** Everything as configured: where options begin. */
    public static CallOptions none() {
        return NONE;
    }

    /**
     * How long each call may take, counted from its own beginning, in place of the configured {@code http.deadline} and of what its client
     * says; of a stream: until its first event.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public CallOptions deadline(Duration value) {
        HttpConfig.positive("deadline", value);
        return new CallOptions(Durations.bounded(value), priority, tags, retry, idempotencyKey);
    }

    /** Who goes first when calls wait for permits, in place of what the client says. */
    public CallOptions priority(Priority value) {
        return new CallOptions(deadline, value, tags, retry, idempotencyKey);
    }

    /** A word for {@link CallListener}s and {@link CallRecord}s; it is not sent and not logged. Must not hold a secret. Replaces the key's former value. */
    public CallOptions tag(String key, String value) {
        return new CallOptions(deadline, priority, both(tags, Map.of(key, value)), retry, idempotencyKey);
    }

    /** One attempt per call, whatever its class and however it fails; the failure still says whether a repeat would do harm. */
    public CallOptions withoutRetry() {
        return new CallOptions(deadline, priority, tags, false, idempotencyKey);
    }

    /**
     * Names the effect, so that the provider does it once however often it is asked: sent with every call that is not
     * {@link dev.sluice.client.spi.RetryClass#SAFE}, the same at each attempt, as {@code Idempotency-Key} unless the API's definition names
     * another header. Put one effect into the scope: two would share the key. An {@code EFFECT} call is repeated with it only if the
     * definition says that the provider {@linkplain dev.sluice.client.spi.ApiDefinition.Builder#honoursIdempotencyKey() honours} keys.
     *
     * @param value 1 to 255 visible ASCII characters, best a random UUID; never logged
     * @throws IllegalArgumentException if it is anything else
     */
    public CallOptions idempotencyKey(String value) {
        if (value.isEmpty() || value.length() > KEY_CHARS || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "idempotency key: unusable (expected: 1 to " + KEY_CHARS + " visible ASCII characters)");
        }
        return new CallOptions(deadline, priority, tags, retry, value);
    }

    /**
     * Does some work whose calls are made so.
     *
     * @return what the work returns
     * @throws X what the work throws, unchanged
     */
    public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        try (CallScope scope = CallScope.open(this, false)) {
            return scope.run(work);
        }
    }

    /** The same for work without a result. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /**
     * The same, with what the provider said beside the result: the metadata of the last call in there that got an answer, be it an error
     * that the client dealt with. Where the work returns a stream, they are those of its beginning.
     *
     * @throws X what the work throws, unchanged; exceptions carry their own metadata
     * @throws IllegalStateException if no call on this thread got an answer in there
     */
    public <T extends @Nullable Object, X extends Exception> CallResult<T> answer(Work<T, X> work) throws X {
        try (CallScope scope = CallScope.open(this, true)) {
            T value = scope.run(work);
            return new CallResult<>(value, scope.lastAnswer());
        }
    }

    /** These, with what the inner ones say in its place. */
    CallOptions overriddenBy(CallOptions inner) {
        if (this == NONE || inner == NONE) {
            return this == NONE ? inner : this;
        }
        return new CallOptions(
                inner.deadline == null ? deadline : inner.deadline,
                inner.priority == null ? priority : inner.priority,
                both(tags, inner.tags),
                retry && inner.retry,
                inner.idempotencyKey == null ? idempotencyKey : inner.idempotencyKey);
    }

    @Nullable
    Duration deadline() {
        return deadline;
    }

    @Nullable
    Priority priority() {
        return priority;
    }

    Map<String, String> tags() {
        return tags;
    }

    boolean mayRetry() {
        return retry;
    }

    @Nullable
    String idempotencyKey() {
        return idempotencyKey;
    }

    /** The options without the idempotency key, of which it says only whether there is one. */
    @Override
    public String toString() {
        return "CallOptions[deadline=" + deadline + ", priority=" + priority + ", tags=" + tags + ", retry=" + retry
                + ", idempotencyKey=" + (idempotencyKey == null ? "none" : "given") + "]";
    }

    private static Map<String, String> both(Map<String, String> outer, Map<String, String> inner) {
        if (inner.isEmpty()) {
            return outer;
        }
        Map<String, String> both = new LinkedHashMap<>(outer);
        both.putAll(inner);
        return Collections.unmodifiableMap(both);
    }

    /**
     * Work that makes calls.
     *
     * @param <T> its result
     * @param <X> the checked exception it may throw; {@code RuntimeException} if none
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        /** Does it. */
        T run() throws X;
    }
}

package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/** The options of the calls that one thread makes from here to {@link #close()}, and the last answer they got if somebody asks for it. */
final class CallScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

    private final @Nullable CallScope outer;
    private final CallOptions options;
    private final boolean collecting;
    private final @Nullable Ongoing within;
    private @Nullable CallMetadata last;

    private CallScope(@Nullable CallScope outer, CallOptions options, boolean collecting, @Nullable Ongoing within) {
        this.outer = outer;
        this.options = options;
        this.collecting = collecting;
        this.within = within;
    }

    /** Begins a scope inside the thread's present one. */
    static CallScope open(CallOptions options, boolean asksForAnswers) {
        CallScope outer = CURRENT.get();
        CallScope scope = outer == null
                ? new CallScope(null, options, asksForAnswers, null)
                : new CallScope(
                        outer, outer.options.overriddenBy(options), asksForAnswers || outer.collecting, outer.within);
        CURRENT.set(scope);
        return scope;
    }

    /** Begins a scope for work that this thread does for somebody else: nothing of the thread's own is in it. */
    static CallScope openWithin(Ongoing work, CallOptions options) {
        CallScope scope = new CallScope(CURRENT.get(), options, false, work);
        CURRENT.set(scope);
        return scope;
    }

    /** The asynchronous work that this thread does now; null if none. */
    static @Nullable Ongoing work() {
        CallScope scope = CURRENT.get();
        return scope == null ? null : scope.within;
    }

    /** What calls of this thread are to be like now. */
    static CallOptions options() {
        CallScope scope = CURRENT.get();
        return scope == null ? CallOptions.none() : scope.options;
    }

    /** Tells the scopes that ask what became of a call of this thread. */
    static void ended(Call call) {
        CallScope scope = CURRENT.get();
        CallMetadata answer = scope == null || !scope.collecting ? null : call.metadata();
        for (; answer != null && scope != null; scope = scope.outer) {
            scope.last = answer;
        }
    }

    <T extends @Nullable Object, X extends Exception> T run(CallOptions.Work<T, X> work) throws X {
        return work.run();
    }

    CallMetadata lastAnswer() {
        if (last == null) {
            throw new IllegalStateException("no answer (expected: work that makes a call on this thread)");
        }
        return last;
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}

package dev.sluice.logging.context;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a thread's {@link LogContext} scopes at one moment; closing those scopes does not change it. What it wraps runs, on whatever
 * thread, with these fields and no others of a {@code LogContext}; then the thread has its own again, and keeps nothing, even if the task
 * left scopes open. A wrapped task may be run many times, and on several threads at once. Immutable.
 *
 * <p>A stage of a {@code CompletableFuture} runs on the thread that completes the stage before it; so wrap the stage's function
 * ({@code future.thenApply(context.wrapFunction(f))}) or give it this snapshot's executor ({@code future.thenApplyAsync(f, context.executor(pool))}).
 */
public final class LogContextSnapshot {
    private final Map<String, String> fields;

    LogContextSnapshot(Map<String, String> fields) {
        this.fields = fields;
    }

    /** The fields, redacted, in order. */
    public Map<String, String> fields() {
        return fields;
    }

    /** The task, run with these fields. */
    public Runnable wrap(Runnable task) {
        return () -> ContextStack.exchange(fields, task);
    }

    /** The task, run with these fields. */
    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        return () -> call(task);
    }

    /** The supplier, asked with these fields. */
    public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> supplier) {
        return () -> get(supplier);
    }

    /** The function, called with these fields. */
    public <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> wrapFunction(
            Function<T, R> function) {
        return value -> get(() -> function.apply(value));
    }

    /** The function, called with these fields. */
    public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
            BiFunction<T, U, R> wrapBiFunction(BiFunction<T, U, R> function) {
        return (first, second) -> get(() -> function.apply(first, second));
    }

    /** The consumer, told with these fields. */
    public <T extends @Nullable Object> Consumer<T> wrapConsumer(Consumer<T> consumer) {
        return value -> ContextStack.exchange(fields, () -> consumer.accept(value));
    }

    /** The consumer, told with these fields. */
    public <T extends @Nullable Object, U extends @Nullable Object> BiConsumer<T, U> wrapBiConsumer(
            BiConsumer<T, U> consumer) {
        return (first, second) -> ContextStack.exchange(fields, () -> consumer.accept(first, second));
    }

    /** An executor that runs every task with these fields, whoever gives it: for the asynchronous stages of a future. */
    public Executor executor(Executor executor) {
        return task -> executor.execute(wrap(task));
    }

    private <T extends @Nullable Object> T get(Supplier<T> supplier) {
        Result<T> result = new Result<>();
        ContextStack.exchange(fields, () -> result.value = supplier.get());
        return result.value();
    }

    private <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
        Result<T> result = new Result<>();
        ContextStack.exchange(fields, () -> result.of(task));
        if (result.thrown != null) {
            throw result.thrown;
        }
        return result.value();
    }

    /** What a task came to, carried out of a {@link Runnable}. */
    private static final class Result<T extends @Nullable Object> {
        private @Nullable T value;
        private @Nullable Exception thrown;

        void of(Callable<T> task) {
            try {
                value = task.call();
            } catch (Exception any) {
                thrown = any;
            }
        }

        @SuppressWarnings("NullAway") // null only where T may be
        T value() {
            return value;
        }
    }
}

package dev.sluice.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A future whose {@code …Async} stages run where the calls do unless they are told where, and never in the common pool. */
class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Executor executor;

    CallFuture(Executor executor) {
        this.executor = executor;
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(executor);
    }
}

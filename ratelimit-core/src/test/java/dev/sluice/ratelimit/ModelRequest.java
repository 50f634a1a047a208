package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A request as the model sees it. */
record ModelRequest<T>(
        int order, long arrived, Duration within, CompletableFuture<T> future, List<ModelPart> parts, boolean lease) {

    boolean overdue(long now) {
        return within != null && now - arrived > within.toNanos();
    }

    @Override
    public String toString() {
        return "request " + order + " of " + parts + " at " + arrived + " within " + within;
    }
}

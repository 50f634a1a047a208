package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the listeners of each attempt, interceptors and signing included. */
final class ListeningExchange implements Exchange {
    private final Listeners listeners;
    private final TimeSource time;
    private final Exchange next;

    ListeningExchange(Listeners listeners, TimeSource time, Exchange next) {
        this.listeners = listeners;
        this.time = time;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        int attempt = call.attempts() + 1;
        long start = time.nanoTime();
        listeners.attemptStarted(call);
        return Ending.around(
                () -> next.run(call, request),
                ending -> listeners.attemptEnded(
                        call, attempt, Duration.ofNanos(time.nanoTime() - start), ending.failure()));
    }
}

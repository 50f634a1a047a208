package dev.sluice.exa;

import dev.sluice.client.Polling;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for the end of what goes on at Exa. One second and five failures in a row are what Exa's own clients take. */
final class Await {
    private static final Polling POLLING =
            Polling.every(Duration.ofSeconds(1)).growing(Duration.ofSeconds(5)).tolerating(5);

    private Await() {}

    /** What was seen last: finished, or unfinished if the time was too short. */
    static <T> T until(Supplier<T> look, Predicate<T> finished, TimeSource time, Duration within)
            throws InterruptedException {
        AtomicReference<T> last = new AtomicReference<>();
        Optional<T> end = POLLING.time(time).within(within).until(() -> {
            T seen = look.get();
            last.set(seen);
            return Optional.of(seen).filter(finished);
        });
        return end.orElseGet(last::get);
    }
}

package dev.sluice.openrouter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.TryAcquireResult;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreeModelsTest {

    private final VirtualTime time = VirtualTime.manual();
    private final Limiters limiters = Limiters.create(LimitsConfig::defaultsFor, time);
    private final Limiter limiter = limiters.limiter("openrouter");
    private final FreeModels freeModels = new FreeModels(limiter, time);

    @AfterEach
    void close() {
        limiters.close();
    }

    @Test
    void nothingLeft_letsNothingDepartUntilTheDayIsOver() {
        freeModels.limitBy(() -> OptionalLong.of(0));
        freeModels.beforeCall();

        assertThat(departs()).isFalse();
        time.advance(Duration.ofDays(1));
        assertThat(departs()).isTrue();
    }

    @Test
    void answerThatComesAfterMidnight_saysNothingOfTheNewDay() {
        time.advance(Duration.ofDays(1).minusSeconds(1));

        freeModels.heed(() -> {
            time.advance(Duration.ofSeconds(2));
            return OptionalLong.of(0);
        });

        assertThat(departs()).isTrue();
    }

    @Test
    void whoWaitsForTheOneThatAsks_isNotKeptByIt_whenInterrupted() throws Exception {
        CountDownLatch asks = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        freeModels.limitBy(() -> {
            asks.countDown();
            awaitUninterrupted(answers);
            return OptionalLong.of(1);
        });
        Thread asker = new Thread(freeModels::beforeCall);
        asker.start();
        asks.await();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread waiter = new Thread(() -> {
            Thread.currentThread().interrupt();
            freeModels.beforeCall();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        waiter.start();

        waiter.join(Duration.ofSeconds(20).toMillis());

        assertThat(waiter.isAlive()).isFalse();
        assertThat(interrupted).isTrue();
        answers.countDown();
        asker.join();
    }

    private boolean departs() {
        return limiter.tryAcquire(AcquireRequest.one().group(FreeModels.GROUP)) instanceof TryAcquireResult.Granted;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}

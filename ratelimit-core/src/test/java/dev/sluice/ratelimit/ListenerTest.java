package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private final VirtualTime time = VirtualTime.manual();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void everything_isHeardInOrder() throws InterruptedException {
        Limiter limiter = limiter(new Recorder());
        limiter.acquireAsync(AcquireRequest.one());
        limiter.tryAcquire(AcquireRequest.one());
        limiter.reconfigure(LimitsConfig.of(3, Duration.ZERO));
        limiter.feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(1)));

        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard)
                .containsExactly("granted exa PT0S", "refused exa CONCURRENCY 0", "reconfigured exa 3", "paused exa");
    }

    @Test
    void listenerThatThrows_breaksNothing_andHearsTheRest() throws InterruptedException {
        Limiter limiter = limiter(new Recorder() {
            @Override
            public void onGranted(String name, Duration waited) {
                throw new IllegalStateException("the listener's own");
            }
        });

        assertThat(limiter.acquireAsync(AcquireRequest.one())).isCompleted();
        limiter.feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(1)));

        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).containsExactly("paused exa");
    }

    @Test
    void listenerThatBlocks_slowsNothing_andIsToldWhatItMissed() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Limiter limiter = limiter(new LimiterListener() {
            @Override
            public void onGranted(String name, Duration waited) {
                awaitQuietly(release);
            }

            @Override
            public void onDropped(long events) {
                heard.add("dropped " + (events > 0));
                told.countDown();
            }
        });

        for (int i = 0; i < 10_000; i++) {
            ((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one()))
                    .permit()
                    .close();
        }
        release.countDown();

        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).contains("dropped true");
        assertThat(limiter.snapshot().totals().granted()).isEqualTo(10_000);
    }

    private Limiter limiter(LimiterListener listener) {
        return Limiters.builder(provider -> LimitsConfig.of(1, Duration.ZERO))
                .time(time)
                .listener(listener)
                .build()
                .limiter("exa");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private class Recorder implements LimiterListener {
        @Override
        public void onGranted(String limiter, Duration waited) {
            heard.add("granted " + limiter + " " + waited);
        }

        @Override
        public void onRefused(String limiter, RefusalReason reason, Duration waitNeeded, int queueLength) {
            heard.add("refused " + limiter + " " + reason + " " + queueLength);
        }

        @Override
        public void onReconfigured(String limiter, LimitsConfig config) {
            heard.add("reconfigured " + limiter + " " + config.maxConcurrent());
        }

        @Override
        public void onPaused(String limiter, Target target, Instant until) {
            heard.add("paused " + limiter);
            end.countDown();
        }
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and releases while another thread has the account's lock. */
class InboxTest {
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final Fixture fixture = Fixture.gate(2);
    private final DefaultLimiter limiter = (DefaultLimiter) fixture.limiter;
    private final Account account = limiter.account();
    private final List<Permit> held = new ArrayList<>();

    @BeforeEach
    void fill() {
        held.add(fixture.take());
        held.add(fixture.take());
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void releaseWhileTheLockIsTaken_doesNotWait_andIsNotLost() throws Exception {
        CompletableFuture<Permit> waiting = fixture.ask();
        occupied(() -> {
            held.get(0).close();
            assertThat(account.hasMail()).isTrue();
            assertThat(waiting).isNotDone();
        });

        assertThat(waiting).isCompleted();
        assertThat(limiter.snapshot().provider().inFlight()).isEqualTo(2);
    }

    @Test
    void criticalReleaseWhileTheLockIsTaken_isCountedAsCritical() throws Exception {
        held.get(0).close();
        fixture.limiter.reconfigure(LimitsConfig.of(2, Duration.ZERO).withReserveCritical(1));
        Permit critical = fixture.take(AcquireRequest.one().priority(Priority.CRITICAL));
        CompletableFuture<Permit> waiting = fixture.ask(Priority.CRITICAL);

        occupied(critical::close);

        assertThat(waiting).isCompleted();
        waiting.join().close();
        held.get(1).close();
        assertThat(fixture.take()).isNotNull();
        assertThat(fixture.refusedNow(AcquireRequest.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void requestsWhileTheLockIsTaken_queueInTheirOrder() throws Exception {
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        occupied(() -> {
            for (int i = 0; i < 4; i++) {
                waiting.add(fixture.ask());
            }
            held.get(0).close();
        });

        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, false, false, false);
        held.get(1).close();
        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, true, false, false);
        assertThat(limiter.snapshot().provider().queueLength()).isEqualTo(2);
    }

    @Test
    void requestThatMayNotWait_isGrantedIfItCouldBeWhenItWasMade() throws Exception {
        held.get(0).close();
        List<CompletableFuture<Permit>> asked = new ArrayList<>();
        CompletableFuture<?> asking = new CompletableFuture<>();
        occupied(() -> {
            CompletableFuture.runAsync(
                            () -> asked.add(fixture.ask(AcquireRequest.one().within(Duration.ZERO))))
                    .whenComplete((done, failure) -> asking.complete(null));
            while (account.door().inbox().isEmpty()) {
                Thread.onSpinWait();
            }
        });

        asking.get(10, TimeUnit.SECONDS);
        assertThat(asked.get(0)).isCompleted();
    }

    @Test
    void cancelOfARequestStillInTheInbox_leavesNothingBehind() throws Exception {
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        occupied(() -> waiting.add(fixture.ask()));

        waiting.get(0).cancel(true);
        held.forEach(Permit::close);

        LimiterSnapshot snapshot = limiter.snapshot();
        assertThat(snapshot.provider().queueLength()).isZero();
        assertThat(snapshot.provider().inFlight()).isZero();
        assertThat(snapshot.totals().abandoned()).isEqualTo(1);
        fixture.take().close();
    }

    /** Runs this with the account's lock in another thread's hands, who then does as everybody does after unlocking. */
    private void occupied(Runnable action) throws Exception {
        other.submit(account::lock).get(10, TimeUnit.SECONDS);
        action.run();
        other.submit(() -> {
                    account.unlock();
                    limiter.catchUp();
                })
                .get(10, TimeUnit.SECONDS);
    }
}

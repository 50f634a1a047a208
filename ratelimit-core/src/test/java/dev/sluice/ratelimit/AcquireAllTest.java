package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AcquireAllTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final VirtualTime time = VirtualTime.manual();
    private final Limiters limiters = Limiters.builder(provider -> LimitsConfig.of(2, Duration.ofMillis(10))
                    .withGroups(Map.of("daily", GroupConfig.under(QuotaConfig.sliding("rpd", 1, Duration.ofDays(1))))))
            .time(time)
            .executor(Runnable::run)
            .build();
    private final Limiter model = limiters.limiter("openrouter");
    private final Limiter box = limiters.limiter("daytona");

    @Test
    void allPermits_areGrantedAtOneInstant_andClosedTogether() throws InterruptedException {
        try (Permits both = limiters.acquireAll(LONG, Entry.of(model), Entry.of(box))) {
            assertThat(both.permits()).hasSize(2);
            assertThat(inFlight(model)).isEqualTo(1);
            assertThat(inFlight(box)).isEqualTo(1);
        }

        assertThat(inFlight(model)).isZero();
        assertThat(inFlight(box)).isZero();
    }

    @Test
    void waiting_holdsNothing() {
        List<Permit> boxes = List.of(take(box), takeLater(box));
        CompletableFuture<Permits> both = ask();

        assertThat(both).isNotCompleted();
        assertThat(inFlight(model)).isZero();
        take(model);
        time.advance(Duration.ofMillis(10));
        boxes.get(0).close();

        assertThat(both).isCompleted();
        assertThat(inFlight(model)).isEqualTo(2);
    }

    @Test
    void streamOfSingles_cannotStarveIt() {
        Permit boxOne = take(box);
        Permit boxTwo = takeLater(box);
        CompletableFuture<Permits> both = ask();
        List<Permit> modelPermits = new ArrayList<>();
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            time.advance(Duration.ofMillis(10));
            if (model.tryAcquire(AcquireRequest.one()) instanceof TryAcquireResult.Granted granted) {
                passed++;
                granted.permit().close();
            }
        }

        assertThat(passed).isEqualTo(Waiter.PATIENCE);
        boxOne.close();
        assertThat(both).isCompleted();
        boxTwo.close();
        both.join().close();
        modelPermits.forEach(Permit::close);
    }

    @Test
    void bothSidesContended_itIsServedAfterAFewOthers() {
        CompletableFuture<Permits> both = null;
        int[] served = {0};
        for (int i = 0; i < 40; i++) {
            chain(model, served);
            chain(box, served);
            if (i == 3) {
                both = ask();
            }
        }
        for (int i = 0; i < 200 && !both.isDone(); i++) {
            time.advance(Duration.ofMillis(5));
        }

        assertThat(both).isCompleted();
        assertThat(served[0]).isLessThan(40);
    }

    /** Each served request asks again: the queues never become empty. */
    private void chain(Limiter limiter, int[] served) {
        limiter.acquireAsync(AcquireRequest.one()).thenAccept(permit -> {
            served[0]++;
            time.schedule(Duration.ofMillis(7), () -> {
                permit.close();
                chain(limiter, served);
            });
        });
    }

    @Test
    void composedWaiterFacingALongQuota_doesNotBlockTheProvider() {
        AcquireRequest daily = AcquireRequest.one().group("daily");
        take(model, daily).close();
        time.advance(Duration.ofMillis(10));
        CompletableFuture<Permits> both =
                limiters.acquireAllAsync(Duration.ofDays(2), Entry.of(model, daily), Entry.of(box));
        for (int i = 0; i < 50; i++) {
            take(model).close();
            take(box).close();
            time.advance(Duration.ofMillis(10));
        }

        assertThat(both).isNotCompleted();
        time.advance(Duration.ofDays(1));
        assertThat(both).isCompleted();
    }

    @Test
    void oppositeOrders_cannotDeadlock() {
        Permit busyModel = take(model);
        Permit busyBox = take(box);
        time.advance(Duration.ofMillis(10));
        Permit moreModel = take(model);
        Permit moreBox = take(box);
        CompletableFuture<Permits> one = limiters.acquireAllAsync(LONG, Entry.of(model), Entry.of(box));
        CompletableFuture<Permits> two = limiters.acquireAllAsync(LONG, Entry.of(box), Entry.of(model));

        busyBox.close();
        moreModel.close();
        time.advance(Duration.ofMillis(10));
        assertThat(one).isCompleted();
        busyModel.close();
        moreBox.close();
        time.advance(Duration.ofMillis(10));

        assertThat(two).isCompleted();
    }

    @Test
    void opposedPriorities_areMadeEqual_andBothServed() {
        AcquireRequest urgent = AcquireRequest.one().priority(Priority.CRITICAL);
        take(model);
        take(box);
        CompletableFuture<Permits> one = limiters.acquireAllAsync(LONG, Entry.of(model, urgent), Entry.of(box));
        CompletableFuture<Permits> two = limiters.acquireAllAsync(LONG, Entry.of(model), Entry.of(box, urgent));

        time.advance(Duration.ofMillis(10));
        assertThat(one).isCompleted();
        one.join().close();
        time.advance(Duration.ofMillis(10));

        assertThat(two).isCompleted();
    }

    @Test
    void cancelledWhileOthersAreHeldBack_letsThemGo() {
        take(box);
        takeLater(box);
        CompletableFuture<Permits> both = ask();
        for (int i = 0; i < Waiter.PATIENCE; i++) {
            time.advance(Duration.ofMillis(10));
            take(model).close();
        }
        time.advance(Duration.ofMillis(10));
        CompletableFuture<Permit> heldBack = model.acquireAsync(AcquireRequest.one());
        assertThat(heldBack).isNotCompleted();

        both.cancel(true);

        assertThat(heldBack).isCompleted();
    }

    @Test
    void boundThatCannotBeKept_isRefusedAtOnce() {
        box.feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(5)));

        CompletableFuture<Permits> refused =
                limiters.acquireAllAsync(Duration.ofSeconds(4), Entry.of(model), Entry.of(box));

        PermitUnavailableException why = DeadlineTest.refusal(refused);
        assertThat(why.limiter()).isEqualTo("daytona");
        assertThat(why.waitNeeded()).isEqualTo(Duration.ofSeconds(5));
        take(model);
    }

    @Test
    void boundThatRunsOut_refusesNamingTheLimiterThatLacked() {
        take(box);
        takeLater(box);
        CompletableFuture<Permits> both =
                limiters.acquireAllAsync(Duration.ofSeconds(1), Entry.of(model), Entry.of(box));
        time.advance(Duration.ofSeconds(1));

        assertThat(DeadlineTest.refusal(both).limiter()).isEqualTo("daytona");
        assertThat(model.snapshot().provider().queueLength()).isZero();
        assertThat(box.snapshot().provider().queueLength()).isZero();
    }

    @Test
    void oneGateTwice_isAnError() {
        assertThatThrownBy(() -> limiters.acquireAll(LONG, Entry.of(model), Entry.of(model)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice in one composed request");
        assertThat(model.snapshot().provider().queueLength()).isZero();
    }

    @Test
    void noEntry_orAStrangersLimiter_isAnError() {
        Limiter stranger = Fixture.gate(1).limiter;

        assertThatThrownBy(() -> limiters.acquireAll(LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limiters.acquireAll(LONG, Entry.of(stranger)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of other limiters");
    }

    private CompletableFuture<Permits> ask() {
        return limiters.acquireAllAsync(LONG, Entry.of(model), Entry.of(box));
    }

    private Permit takeLater(Limiter limiter) {
        time.advance(Duration.ofMillis(10));
        return take(limiter);
    }

    private static Permit take(Limiter limiter) {
        return take(limiter, AcquireRequest.one());
    }

    private static Permit take(Limiter limiter, AcquireRequest request) {
        return ((TryAcquireResult.Granted) limiter.tryAcquire(request)).permit();
    }

    private static int inFlight(Limiter limiter) {
        return limiter.snapshot().provider().inFlight();
    }
}

package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitersTest {
    private final VirtualTime time = VirtualTime.manual();
    private final Limiters limiters = Limiters.create(provider -> LimitsConfig.of(1, Duration.ZERO), time);

    @Test
    void oneAccount_isOneLimiter() {
        assertThat(limiters.limiter("exa")).isSameAs(limiters.limiter("exa"));
        assertThat(limiters.limiter("exa", "second")).isSameAs(limiters.limiter("exa", "second"));
        assertThat(limiters.limiter("exa")).isNotSameAs(limiters.limiter("exa", "second"));
        assertThat(limiters.limiter("exa", "second").name()).isEqualTo("exa/second");
    }

    @Test
    void accounts_doNotShareLimits() {
        limiters.limiter("exa").acquireAsync(AcquireRequest.one());

        assertThat(limiters.limiter("exa", "second").acquireAsync(AcquireRequest.one()))
                .isCompleted();
    }

    @Test
    void closed_refusesOldAndNewLimiters_butPermitsCanStillBeClosed() {
        Permit held = limiters.limiter("exa").acquireAsync(AcquireRequest.one()).join();
        limiters.close();

        assertThat(DeadlineTest.refusal(limiters.limiter("exa").acquireAsync(AcquireRequest.one()))
                        .reason())
                .isEqualTo(RefusalReason.CLOSED);
        assertThat(DeadlineTest.refusal(limiters.limiter("daytona").acquireAsync(AcquireRequest.one())))
                .hasMessage("daytona: closed (expected: an open limiter)");
        held.close();
        assertThat(limiters.limiter("exa").snapshot().provider().inFlight()).isZero();
    }

    @Test
    void snapshot_showsEveryPart() {
        LimitsConfig config = LimitsConfig.of(1, Duration.ofSeconds(1));
        Fixture fixture = new Fixture(config.withQuotas(QuotaConfig.sliding("rpm", 5, Duration.ofMinutes(1))));
        fixture.take();
        fixture.ask(Priority.CRITICAL);
        fixture.ask(Priority.BACKGROUND);

        LimiterSnapshot snapshot = fixture.limiter.snapshot();

        assertThat(snapshot.name()).isEqualTo("exa");
        assertThat(snapshot.provider().inFlight()).isEqualTo(1);
        assertThat(snapshot.provider().maxConcurrent()).isEqualTo(1);
        assertThat(snapshot.provider().queued())
                .containsEntry(Priority.CRITICAL, 1)
                .containsEntry(Priority.NORMAL, 0)
                .containsEntry(Priority.BACKGROUND, 1);
        assertThat(snapshot.provider().queueLength()).isEqualTo(2);
        assertThat(snapshot.provider().nextSlot()).isEqualTo(Duration.ofSeconds(1));
        assertThat(snapshot.provider().quotas())
                .containsExactly(new LimiterSnapshot.Quota("rpm", 5, Duration.ofMinutes(1), 4));
        assertThat(snapshot.waits().count()).isEqualTo(1);
    }
}

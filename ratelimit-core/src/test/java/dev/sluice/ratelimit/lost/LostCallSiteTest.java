package dev.sluice.ratelimit.lost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.LimiterListener;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.TryAcquireResult;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** In a package of its own, because call sites are those outside the limiter's. */
class LostCallSiteTest {
    private final VirtualTime time = VirtualTime.manual();
    private final List<String> places = new CopyOnWriteArrayList<>();
    private final LimiterListener listener = new LimiterListener() {
        @Override
        public void onLeaked(String limiter, String callSite) {
            places.add(callSite);
        }
    };
    private final Limiters limiters = Limiters.builder(provider -> LimitsConfig.of(3, Duration.ZERO))
            .time(time)
            .executor(Runnable::run)
            .listener(listener)
            .callSites(true)
            .build();
    private final Limiter limiter = limiters.limiter("exa");

    @Test
    void callSites_tellWhoLostIt_whicheverWayItCame() {
        loseOnTheShortWay();
        loseInAGroup();
        loseAfterWaiting();
        CompletableFuture<Permit> waiting = limiter.acquireAsync(AcquireRequest.one());

        for (int i = 0; i < 500 && places.size() < 3; i++) {
            System.gc();
            time.advance(Duration.ofSeconds(1));
            limiter.snapshot(); // looks for losses, too: once the waiter is served, no timer does
            Thread.yield();
        }

        assertThat(places).hasSize(3);
        assertThat(String.join("\n", places))
                .contains("LostCallSiteTest.loseOnTheShortWay(LostCallSiteTest.java:")
                .contains("LostCallSiteTest.loseInAGroup(LostCallSiteTest.java:")
                .contains("LostCallSiteTest.loseAfterWaiting(LostCallSiteTest.java:");
        assertThat(waiting).isCompleted();
        limiters.close();
    }

    private void loseOnTheShortWay() {
        assertThat(limiter.tryAcquire(AcquireRequest.one())).isInstanceOf(TryAcquireResult.Granted.class);
    }

    private void loseInAGroup() {
        assertThat(limiter.tryAcquire(AcquireRequest.one().group("other")))
                .isInstanceOf(TryAcquireResult.Granted.class);
    }

    private void loseAfterWaiting() {
        Permit last = ((TryAcquireResult.Granted) limiter.tryAcquire(AcquireRequest.one())).permit();
        CompletableFuture<Permit> later = limiter.acquireAsync(AcquireRequest.one());
        last.close();
        assertThat(later).isCompleted();
    }
}

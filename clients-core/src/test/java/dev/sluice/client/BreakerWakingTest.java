package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.Permit;
import dev.sluice.testsupport.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A circuit that opens fails those who queue behind it, at that instant. */
@Timeout(60)
class BreakerWakingTest extends WireTest {
    private static final int CALLERS = 8;
    private static final String CONFIG =
            Bench.CONFIG.replace("max-attempts: 3", "max-attempts: 1").replace("max-concurrent: 4", "max-concurrent: 1")
                    + "    circuit-breaker: { failure-rate: 50%, window: 4, wait-open: 10s }\n";

    @Test
    void opening_failsThoseWhoQueue_beforeTheyAreGrantedAnything() throws Exception {
        use(new Bench(uri(), VirtualTime.manual(), CONFIG, definition -> definition));
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        var limiter = bench.sluice.limiters().limiter(Bench.PROVIDER);
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<ClientException>> calls = new ArrayList<>();
            try (Permit held = limiter.acquire(AcquireRequest.one())) {
                for (int i = 0; i < CALLERS; i++) {
                    calls.add(pool.submit(this::failure));
                }
                while (limiter.snapshot().provider().queueLength() < CALLERS) {
                    Thread.onSpinWait();
                }
                assertThat(held.waited()).isZero();
            }
            List<ClientException> failures = new ArrayList<>();
            for (Future<ClientException> call : calls) {
                failures.add(call.get(30, TimeUnit.SECONDS));
            }
            assertThat(failures)
                    .filteredOn(ServerErrorException.class::isInstance)
                    .hasSize(4);
            assertThat(failures)
                    .filteredOn(RequestNotSentException.class::isInstance)
                    .hasSize(CALLERS - 4)
                    .allSatisfy(refused -> {
                        assertThat(refused).hasMessage("acme thing: circuit acme open (expected: closed)");
                        assertThat(refused.attempts()).isZero();
                        assertThat(refused.isRetryable()).isTrue();
                    });
        } finally {
            pool.shutdownNow();
        }
        LimiterSnapshot.Totals totals = limiter.snapshot().totals();
        assertThat(totals.granted()).isEqualTo(1 + 4);
        assertThat(totals.abandoned()).isEqualTo(CALLERS - 4);
        server.verify(4, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void randomSchedule_whereverItOpens_nobodyWaitsOn_andNoPermitOrProbeIsLost(long seed) throws Exception {
        try (BreakerSchedule schedule = new BreakerSchedule(seed)) {
            schedule.play(Boolean.getBoolean("sluice.nightly") ? 5_000 : 150);
        }
    }

    private ClientException failure() {
        try {
            api.thing("7");
            throw new AssertionError("answered");
        } catch (ClientException failure) {
            return failure;
        }
    }
}

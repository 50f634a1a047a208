package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that nobody wants any more when they are about to leave: an effect then is certain not to have happened. */
@Timeout(60)
class UnsentTest extends WireTest {
    @BeforeEach
    void answers() {
        server.stubFor(post(anyUrl()).willReturn(okJson("{\"name\":\"lamp\"}")));
    }

    @Test
    void interrupted_isNotSent_andStaysInterrupted() {
        intercepted((attempt, request) -> Thread.currentThread().interrupt(), time);

        RequestNotSentException failure = order();

        assertThat(failure).hasMessage("acme order: interrupted before it was sent");
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        assertNothingArrived();
    }

    @Test
    void cancelledByClose_isNotSent() {
        AtomicReference<Sluice> sluice = new AtomicReference<>();
        intercepted((attempt, request) -> closeElsewhere(sluice.get()), TimeSource.system());
        sluice.set(bench.sluice);

        RequestNotSentException failure = order();

        assertThat(failure).hasMessage("acme order: cancelled before it was sent");
        assertThat(failure).hasCauseInstanceOf(CancellationException.class);
        assertNothingArrived();
    }

    @Test
    void deadlineThatIsOver_becauseASignerTookItsTime_isKept() {
        intercepted((attempt, request) -> time.advance(Duration.ofSeconds(31)), time);

        RequestNotSentException failure = order();

        assertThat(failure).hasMessage("acme order: deadline over before it was sent");
        assertThat(failure).hasCauseInstanceOf(TimeoutException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertNothingArrived();
    }

    @Test
    void whatIsNotSent_saysNothingAboutTheServer() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG + "    circuit-breaker: { failure-rate: 50%, window: 2, wait-open: 10s }\n",
                definition -> definition,
                builder -> builder.interceptor((attempt, request) -> time.advance(Duration.ofSeconds(31)))));
        for (int call = 0; call < 4; call++) {
            assertThat(order()).hasMessage("acme order: deadline over before it was sent");
        }
    }

    private RequestNotSentException order() {
        return catchThrowableOfType(RequestNotSentException.class, () -> api.order(new TestApi.Search("q")));
    }

    private void intercepted(RequestInterceptor interceptor, TimeSource by) {
        use(new Bench(uri(), by, Bench.CONFIG, definition -> definition, builder -> builder.interceptor(interceptor)));
    }

    private static void closeElsewhere(Sluice sluice) {
        Thread closer = new Thread(() -> sluice.close(Duration.ZERO));
        closer.start();
        try {
            closer.join();
        } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
        }
    }

    private static void assertNothingArrived() {
        assertThat(server.getAllServeEvents()).isEmpty();
    }
}

package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.PermitUnavailableException;
import dev.sluice.ratelimit.Priority;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the pipeline meets the limits. */
class LimitsTest extends WireTest {
    private static final String PACED = Bench.CONFIG.replace("min-delay: 0ms", "min-delay: 100ms");

    @Test
    void attempts_arePacedOneByOne_retriesToo() {
        use(new Bench(
                uri(),
                time,
                PACED.replace("backoff: 100ms, max-backoff: 1s", "backoff: 1ms, max-backoff: 1ms"),
                definition -> definition));
        server.stubFor(get("/things/7").willReturn(com.github.tomakehurst.wiremock.client.WireMock.serverError()));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("status 500");

        assertThat(bench.call().attempts()).isEqualTo(3);
        assertThat(bench.call().waited()).isBetween(Duration.ofMillis(190), Duration.ofMillis(200));
        assertThat(bench.call().duration()).isBetween(Duration.ofMillis(200), Duration.ofMillis(210));
    }

    @Test
    void waitThatCannotFitTheDeadline_isRefusedAtOnce_unsent() {
        bench.sluice
                .limiters()
                .limiter(Bench.PROVIDER)
                .feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(40)));

        RequestNotSentException refusal = catchThrowableOfType(RequestNotSentException.class, () -> api.thing("7"));

        assertThat(refusal)
                .hasMessage("acme thing: refused by our own limits")
                .hasCauseInstanceOf(PermitUnavailableException.class);
        assertThat(refusal.isRetryable()).isTrue();
        assertThat(refusal.attempts()).isZero();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.NOT_SENT);
        assertThat(bench.eventTypes()).containsExactly("rate_limit_throttled", "external_api_call");
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void tooManyRequestsWithoutATime_lowersAdaptiveConcurrency_once() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG.replace("min-delay: 0ms", "min-delay: 0ms, adaptive: {}"),
                definition -> definition));
        server.stubFor(get("/things/7").willReturn(com.github.tomakehurst.wiremock.client.WireMock.status(429)));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("status 429");

        assertThat(bench.call().attempts()).isGreaterThan(1);
        assertThat(bench.sluice.limiters().limiter(Bench.PROVIDER).snapshot().provider())
                .extracting(LimiterSnapshot.Stage::maxConcurrent, LimiterSnapshot.Stage::configuredConcurrent)
                .containsExactly(2, 4);
    }

    @Test
    void costThatNoQuotaEverHolds_isRefusedForGood() {
        String quota = Bench.CONFIG.replace(
                "min-delay: 0ms", "min-delay: 0ms, quotas: [ { id: tokens, permits: 10, per: 1m } ]");
        use(new Bench(uri(), time, quota, definition -> definition.customizer(call -> call.cost("tokens", 11))));

        RequestNotSentException refusal = catchThrowableOfType(RequestNotSentException.class, () -> api.thing("7"));

        assertThat(refusal.isRetryable()).isFalse();
    }

    @Test
    void customizer_readsTypedArguments_andSetsGroupCostPriorityDeadline() {
        List<String> seen = new ArrayList<>();
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition.customizer(call -> {
                    seen.add(call.operation()
                            + call.argument(Search.class).map(Search::query).orElse("-"));
                    call.group("bulk")
                            .priority(Priority.BACKGROUND)
                            .cost("tokens", 1)
                            .deadline(Duration.ofSeconds(5));
                })));
        bench.sluice
                .limiters()
                .limiter(Bench.PROVIDER)
                .feedback(ServerFeedback.pause(
                        Target.group("bulk"), time.instant().plusSeconds(6)));

        assertThatThrownBy(() -> api.search(new Search("what"))).isInstanceOf(RequestNotSentException.class);
        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RequestNotSentException.class);

        assertThat(seen).containsExactly("searchwhat", "thing-");
        assertThat(bench.calls).extracting(CallRecord::group).containsOnly("bulk");
    }

    @Test
    void customizerThatBreaks_endsTheCallUnsent_withoutItsWords() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition.customizer(call -> {
                    throw new IllegalStateException("defect with " + Bench.KEY);
                })));

        RequestNotSentException failure = catchThrowableOfType(RequestNotSentException.class, () -> api.thing("7"));

        assertThat(failure).hasMessage("acme thing: call cannot be planned");
        assertThat(failure.isRetryable()).isFalse();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.NOT_SENT);
    }

    @Test
    void interruptWhileWaitingForAPermit_endsTheCallUnsent_andStaysSet() throws InterruptedException {
        useRealTime(Bench.CONFIG.replace("max-concurrent: 4", "max-concurrent: 1"));
        var limiter = bench.sluice.limiters().limiter(Bench.PROVIDER);
        RequestNotSentException[] failure = new RequestNotSentException[1];
        boolean[] flag = new boolean[1];
        Thread caller = new Thread(() -> {
            failure[0] = catchThrowableOfType(RequestNotSentException.class, () -> api.thing("7"));
            flag[0] = Thread.currentThread().isInterrupted();
        });

        try (Permit held = limiter.acquire(AcquireRequest.of(1))) {
            caller.start();
            while (limiter.snapshot().provider().queueLength() == 0) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            caller.join(20_000);
            assertThat(held.waited()).isNotNull();
        }

        assertThat(failure[0])
                .hasMessage("acme thing: interrupted waiting for a permit")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(flag[0]).isTrue();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void operationsGroup_isAskedOfTheLimiter() {
        String grouped = Bench.CONFIG.replace(
                "min-delay: 0ms", "min-delay: 0ms, groups: { orders: { quotas: [ { id: o, permits: 1, per: 1h } ] } }");
        use(new Bench(uri(), time, grouped, definition -> definition));
        server.stubFor(post("/orders").willReturn(okJson("{\"name\":\"lamp\"}")));
        server.stubFor(post("/search").willReturn(okJson("{\"name\":\"lamp\"}")));

        api.order(new Search("q"));
        assertThatThrownBy(() -> api.order(new Search("q"))).isInstanceOf(RequestNotSentException.class);
        api.search(new Search("q"));

        assertThat(bench.calls).extracting(CallRecord::group).containsExactly("orders", "orders", null);
    }
}

package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.error.ServerErrorException;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.context.LogContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same calls as futures: what they carry along, and how they end. */
@Timeout(60)
class AsyncTest extends WireTest {
    private static final int ROUNDS = 5_000;

    @BeforeEach
    void answers() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        server.stubFor(get("/things/500").willReturn(status(500)));
        useRealTime(Bench.CONFIG);
    }

    @Test
    void result_comesOnAThreadOfOurs_andStagesStayOutOfTheCommonPool() throws Exception {
        CompletableFuture<String> stages = bench.sluice
                .async(() -> {
                    assertThat(Thread.currentThread().isDaemon()).isTrue();
                    return api.thing("7").name() + " " + Thread.currentThread().getName();
                })
                .thenApplyAsync(text -> text + " " + Thread.currentThread().getName())
                .thenApplyAsync(text -> text + " " + Thread.currentThread().getName());

        assertThat(stages.get()).matches("lamp sluice-call-\\d+ sluice-call-\\d+ sluice-call-\\d+");
    }

    @Test
    void failure_isTheFuturesOwn_unwrapped_checkedOnesToo() {
        assertThatThrownBy(() -> bench.sluice
                        .async(CallOptions.none().withoutRetry(), () -> api.thing("500"))
                        .get())
                .hasCauseInstanceOf(ServerErrorException.class);
        assertThatThrownBy(() -> bench.sluice
                        .async(() -> {
                            throw new IOException("work");
                        })
                        .get())
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void optionsAndLogContext_areThoseOfTheCallersScope_asItWas_andTheThreadIsLeftClean() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        use(builder -> builder.executor(one));
        CompletableFuture<String> tagged = CallOptions.none()
                .tag("a", "outer")
                .tag("b", "outer")
                .call(() -> {
                    try (LogContext context = LogContext.with("strategy_id", "s-1")) {
                        assertThat(context).isNotNull();
                        return bench.sluice.async(CallOptions.none().tag("b", "own"), () -> {
                            api.thing("7");
                            return String.valueOf(LogContext.get("strategy_id"));
                        });
                    }
                });

        assertThat(tagged.get()).isEqualTo("s-1");
        assertThat(bench.calls.get(0).tags()).containsEntry("a", "outer").containsEntry("b", "own");
        assertThat(bench.sluice.async(() -> CallScope.options()).get()).isSameAs(CallOptions.none());
        assertThat(one.submit(() -> CallScope.options() == CallOptions.none() && LogContext.get("strategy_id") == null)
                        .get())
                .isTrue();
        one.shutdown();
    }

    @Test
    void cancel_cutsTheConnection_andGivesThePermitBack() throws Exception {
        try (RawServer stalled = RawServer.stalling("")) {
            use(Bench.of(stalled.uri(), TimeSource.system()));
            CompletableFuture<TestApi.Thing> call = bench.sluice.async(() -> api.thing("7"));
            stalled.awaitReached();

            call.cancel(true);

            stalled.awaitPeerClosed();
            bench.sluice.close();
            assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        }
    }

    @Test
    void timeout_endsTheWorkToo() throws Exception {
        try (RawServer stalled = RawServer.stalling("")) {
            use(Bench.of(stalled.uri(), TimeSource.system()));
            CompletableFuture<TestApi.Thing> call = bench.sluice.async(() -> api.thing("7"));
            stalled.awaitReached();

            call.orTimeout(1, TimeUnit.MILLISECONDS);

            assertThatThrownBy(call::get).hasCauseInstanceOf(TimeoutException.class);
            stalled.awaitPeerClosed();
            bench.sluice.close();
        }
    }

    @Test
    void cancelThatComesLate_neverHitsWhatItsThreadDoesNext() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService canceller = Executors.newSingleThreadExecutor();
        use(builder -> builder.executor(one));
        int interrupted = 0;
        int cancelled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Integer> work = bench.sluice.async(() -> 1);
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(() -> work.cancel(true), canceller);
            interrupted += one.submit(() -> Thread.interrupted() ? 1 : 0).get();
            cancel.get();
            interrupted += one.submit(() -> Thread.interrupted() ? 1 : 0).get();
            cancelled += work.isCancelled() ? 1 : 0;
        }
        one.shutdown();
        canceller.shutdown();

        assertThat(interrupted)
                .as("interrupts of other work in %d rounds, %d cancelled", ROUNDS, cancelled)
                .isZero();
    }

    @Test
    void workThatIsCancelledBeforeItsTurn_isNotDone() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        use(builder -> builder.executor(one));
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Boolean> first = bench.sluice.async(() -> release.await(20, TimeUnit.SECONDS));
        AtomicInteger done = new AtomicInteger();
        CompletableFuture<Integer> second = bench.sluice.async(done::incrementAndGet);

        second.cancel(true);
        release.countDown();

        assertThat(first.get()).isTrue();
        one.submit(() -> {}).get();
        assertThat(done).hasValue(0);
        one.shutdown();
    }

    @Test
    void resultThatComesTooLate_isClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<AutoCloseable> lease = bench.sluice.async(() -> {
            started.countDown();
            boolean waited = false;
            while (!waited) {
                try {
                    waited = goOn.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException ignored) {
                    // as code does that cannot be interrupted
                }
            }
            return closed::countDown;
        });
        started.await();

        lease.cancel(true);
        goOn.countDown();

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void close_waitsForWork_whichMayStillMakeCalls_andThenForNobody() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CompletableFuture<String> work = bench.sluice.async(() -> {
            assertThat(closing.await(20, TimeUnit.SECONDS)).isTrue();
            return api.thing("7").name()
                    + bench.sluice.async(() -> api.thing("7").name()).get();
        });
        Thread closer = new Thread(() -> bench.sluice.close(Duration.ofSeconds(20)));
        closer.start();
        awaitRefusal();
        closing.countDown();
        closer.join(20_000);

        assertThat(work).isCompletedWithValue("lamplamp");
        assertThatThrownBy(() -> bench.sluice.async(() -> 1).get())
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void close_endsWorkThatDoesNotEnd() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<Boolean> work = bench.sluice.async(() -> {
            started.countDown();
            try {
                return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
            } finally {
                interrupted.countDown();
            }
        });
        started.await();

        bench.sluice.close(Duration.ZERO);

        assertThat(work).isCancelled();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void workThatClosesItsOwnSluice_doesNotWaitForItself() throws Exception {
        CompletableFuture<String> work = bench.sluice.async(() -> {
            bench.sluice.close(Duration.ofMinutes(5));
            return "closed";
        });

        assertThat(work.get(30, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void executorThatRefuses_failsTheFuture_andIsNotWaitedFor() {
        ExecutorService over = Executors.newSingleThreadExecutor();
        over.shutdown();
        use(builder -> builder.executor(over));

        assertThatThrownBy(() -> bench.sluice.async(() -> 1).get())
                .hasCauseInstanceOf(RejectedExecutionException.class);
        bench.sluice.close(Duration.ofMinutes(5));
    }

    @Test
    void executorThatBreaks_failsTheFuture_andIsNotWaitedFor() {
        for (Throwable broken : List.of(new IllegalStateException("bot"), new OutOfMemoryError("no thread left"))) {
            use(builder -> builder.executor(task -> AsyncTest.<RuntimeException>thrown(broken)));

            assertThatThrownBy(() -> bench.sluice.async(() -> 1).get()).hasCause(broken);
            bench.sluice.close(Duration.ofMinutes(5));
        }
    }

    @SuppressWarnings("unchecked") // an unchecked one, whichever
    private static <X extends Throwable> void thrown(Throwable any) throws X {
        throw (X) any;
    }

    /** Until closing has got so far that new work is refused. */
    private void awaitRefusal() {
        CompletableFuture<Integer> probe;
        do {
            probe = bench.sluice.async(() -> 1);
            try {
                probe.join();
            } catch (RuntimeException refused) {
                return;
            }
        } while (!probe.isCompletedExceptionally());
    }

    private void use(UnaryOperator<SluiceBuilder> more) {
        use(new Bench(uri(), TimeSource.system(), Bench.CONFIG, definition -> definition, more));
    }
}

package dev.sluice.logging.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.logging.redaction.KeyedHash;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@SuppressWarnings("try") // a scope is there to be open, not to be used
class LogContextTest {
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void tearDown() {
        pool.shutdownNow();
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private static Callable<String> symbol() {
        return () -> String.valueOf(MDC.get(LogKeys.SYMBOL));
    }

    @Test
    void keys_areTheSeedsNames() {
        assertThat(List.of(
                        LogKeys.SYMBOL,
                        LogKeys.ORDER_ID,
                        LogKeys.TRADE_ID,
                        LogKeys.ACCOUNT_ID,
                        LogKeys.STRATEGY_ID,
                        LogKeys.AGENT_ID,
                        LogKeys.BELIEF_STATE_ID,
                        LogKeys.POLICY_ID,
                        LogKeys.CONTAINER_ID,
                        LogKeys.PROFILE_NAME,
                        LogKeys.REQUEST_ID,
                        LogKeys.TENANT_ID,
                        LogKeys.SESSION_ID,
                        LogKeys.STEP_SEQUENCE))
                .allSatisfy(key -> {
                    try (LogContext scope = LogContext.with(key, "v-1")) {
                        assertThat(MDC.get(key)).isEqualTo("v-1");
                        assertThat(LogContext.get(key)).isEqualTo("v-1");
                    }
                });
    }

    @Test
    void scopes_nested_giveBackWhatWasBefore() {
        MDC.put("symbol", "the application's");
        try (LogContext outer = LogContext.with("symbol", "BTC")) {
            try (LogContext inner = LogContext.with("symbol", "ETH").and("order_id", "o-1")) {
                assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("symbol", "ETH", "order_id", "o-1"));
            }
            assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("symbol", "BTC"));
        }
        assertThat(MDC.get("symbol")).isEqualTo("the application's");
        MDC.clear();
    }

    @Test
    void scopes_closedOutOfOrder_leaveTheInnermostOpenOnesValue() {
        LogContext first = LogContext.with("symbol", "A").and("order_id", "1");
        LogContext second = LogContext.with("symbol", "B");
        LogContext third = LogContext.with("symbol", "C");
        first.close();
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("symbol", "C"));
        third.close();
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("symbol", "B"));
        third.close();
        first.and("symbol", "too late");
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("symbol", "B"));
        second.close();
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        assertThat(ContextStack.peek()).isNull();
    }

    @Test
    void close_onAnotherThread_takesTheFieldsWithTheNextScopeOfItsOwn() throws Exception {
        LogContext scope = LogContext.with("symbol", "A");
        pool.submit(() -> {
                    try (LogContext others = LogContext.with("symbol", "theirs")) {
                        scope.close();
                        assertThat(MDC.get("symbol")).isEqualTo("theirs");
                    }
                })
                .get();
        assertThat(LogContext.capture().fields()).isEmpty();
        LogContext.with("order_id", "1").close();

        assertThat(ContextStack.peek()).isNull();
        assertThat(MDC.get("symbol")).isNull();
    }

    @Test
    void values_thatAreSecretOrPersonal_areNotShown() {
        try (LogContext scope = LogContext.with("api_key", "hush-hush")
                .and(LogKeys.USER_ID, "4711")
                .and(LogKeys.TENANT_ID, "jane@example.org")
                .and(LogKeys.ACCOUNT_ID, "acc-7")) {
            assertThat(scope.fields().get("api_key")).isEqualTo("***REDACTED***");
            assertThat(scope.fields().get("user_id"))
                    .matches("hash:[0-9a-f]{16}")
                    .isEqualTo(KeyedHash.id("4711"));
            assertThat(scope.fields().get("tenant_id")).matches("hash:[0-9a-f]{16}");
            assertThat(scope.fields().get("account_id")).isEqualTo("acc-7");
            assertThat(LogContext.capture()
                            .wrapSupplier(() -> MDC.get("user_id"))
                            .get())
                    .isEqualTo(KeyedHash.id("4711"));
        }
    }

    @Test
    void capture_carriesTheFieldsAndLeavesNothing() throws Exception {
        LogContextSnapshot captured;
        try (LogContext scope = LogContext.with("symbol", "BTC")) {
            captured = LogContext.capture();
        }

        assertThat(pool.submit(captured.wrap(symbol())).get()).isEqualTo("BTC");
        assertThat(pool.submit(symbol()).get()).isEqualTo("null");
        assertThat(pool.submit(() -> ContextStack.peek() == null).get()).isTrue();
    }

    @Test
    void wrap_taskThatLeavesAScopeOpenOrThrows_leavesNothingOnThePooledThread() throws Exception {
        LogContextSnapshot none = LogContext.capture();
        pool.submit(none.wrap((Runnable) () -> LogContext.with("symbol", "forgotten")))
                .get();
        pool.submit(none.wrap((Runnable) () -> {
            LogContext.with("symbol", "forgotten");
            throw new IllegalStateException("x");
        }));

        assertThat(pool.submit(symbol()).get()).isEqualTo("null");
        assertThatThrownBy(() -> none.wrap((Callable<String>) () -> {
                            throw new java.io.IOException("checked");
                        })
                        .call())
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void wrap_onTheSameThread_hidesItsFieldsAndGivesThemBack() {
        LogContextSnapshot none = LogContext.capture();
        MDC.put("trace_id", "foreign");
        LogContext scope = LogContext.with("symbol", "BTC");
        none.wrap(() -> {
                    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("trace_id", "foreign"));
                    assertThat(LogContext.get("symbol")).isNull();
                    LogContext.with("order_id", "forgotten");
                })
                .run();
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("trace_id", "foreign", "symbol", "BTC"));
        none.wrap(scope::close).run();

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("trace_id", "foreign"));
        assertThat(ContextStack.peek()).isNull();
        MDC.clear();
    }

    @Test
    void executor_everyWayOfSubmitting_carriesTheContext() throws Exception {
        ExecutorService carrying = LogContext.executor(pool);
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Runnable look = () -> seen.add(String.valueOf(MDC.get("symbol")));
        try (LogContext scope = LogContext.with("symbol", "BTC")) {
            carrying.execute(look);
            carrying.submit(look).get();
            assertThat(carrying.submit(look, "done").get()).isEqualTo("done");
            assertThat(carrying.submit(symbol()).get()).isEqualTo("BTC");
            assertThat(carrying.invokeAny(Set.of(symbol()))).isEqualTo("BTC");
            assertThat(carrying.invokeAny(Set.of(symbol()), 1, TimeUnit.MINUTES))
                    .isEqualTo("BTC");
            assertThat(carrying.invokeAll(Set.of(symbol())).get(0).get()).isEqualTo("BTC");
            assertThat(carrying.invokeAll(Set.of(symbol()), 1, TimeUnit.MINUTES)
                            .get(0)
                            .get())
                    .isEqualTo("BTC");
            LogContext.executor((java.util.concurrent.Executor) pool).execute(look);
        }
        assertThat(carrying.submit(symbol()).get()).isEqualTo("null");
        assertThat(seen).containsExactly("BTC", "BTC", "BTC", "BTC");
        carrying.shutdown();
        assertThat(carrying.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(carrying.isShutdown() && carrying.isTerminated() && pool.isTerminated())
                .isTrue();
        assertThat(carrying.shutdownNow()).isEmpty();
    }

    @Test
    void executor_scheduled_carriesTheContextIntoEveryRun() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledExecutorService carrying = LogContext.executor(timer);
            LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
            Runnable look = () -> seen.add(String.valueOf(MDC.get("symbol")));
            try (LogContext scope = LogContext.with("symbol", "BTC")) {
                assertThat(carrying.schedule(symbol(), 0, TimeUnit.MILLISECONDS).get())
                        .isEqualTo("BTC");
                carrying.schedule(look, 0, TimeUnit.MILLISECONDS).get();
                carrying.scheduleAtFixedRate(look, 0, 1, TimeUnit.MILLISECONDS);
                carrying.scheduleWithFixedDelay(look, 0, 1, TimeUnit.MILLISECONDS);
            }
            for (int run = 0; run < 6; run++) {
                assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo("BTC");
            }
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void stages_ofAFuture_runWithTheContextOfWhoeverAddedThem() throws Exception {
        CompletableFuture<String> start = new CompletableFuture<>();
        AtomicReference<String> accepted = new AtomicReference<>();
        CompletableFuture<String> end;
        try (LogContext scope = LogContext.with("symbol", "BTC")) {
            LogContextSnapshot context = LogContext.capture();
            end = start.thenApply(context.wrapFunction(text -> text + MDC.get("symbol")))
                    .thenApplyAsync(text -> text + MDC.get("symbol"), context.executor(pool))
                    .thenCombine(start, context.wrapBiFunction((a, b) -> a + b + MDC.get("symbol")))
                    .whenComplete(context.wrapBiConsumer((text, failure) -> accepted.set(MDC.get("symbol"))));
            end.thenAccept(context.wrapConsumer(text -> accepted.accumulateAndGet(MDC.get("symbol"), String::concat)));
        }
        pool.submit(() -> start.complete("-")).get();

        assertThat(end.get(1, TimeUnit.MINUTES)).isEqualTo("-BTCBTC-BTC");
        pool.submit(() -> {}).get();
        assertThat(accepted.get()).isEqualTo("BTCBTC");
        assertThat(pool.submit(symbol()).get()).isEqualTo("null");
    }

    /** Virtual threads are there from JDK 21 on; this is compiled for 17. */
    @Test
    void executor_ofVirtualThreads_carriesTheContext() throws Exception {
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try (LogContext scope = LogContext.with("symbol", "BTC")) {
            assertThat(virtual.submit(symbol()).get()).isEqualTo("null");
            assertThat(LogContext.executor(virtual).submit(symbol()).get()).isEqualTo("BTC");
        } finally {
            virtual.shutdown();
        }
    }

    @Test
    void snapshot_wrappedOnce_mayRunOnSeveralThreadsAtATime() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (LogContext scope = LogContext.with("symbol", "BTC")) {
            CountDownLatch both = new CountDownLatch(2);
            Callable<String> task = LogContext.capture().wrap((Callable<String>) () -> {
                both.countDown();
                both.await();
                return MDC.get("symbol");
            });
            List<String> seen = List.of(two.submit(task), two.submit(task)).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(seen).containsExactly("BTC", "BTC");
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void requestId_inbound_isTakenOverAndElseMade() {
        assertThat(RequestIds.currentOrNext()).matches("req_[0-9a-f]{24}");
        try (LogContext scope = LogContext.request("web-17")) {
            assertThat(RequestIds.currentOrNext()).isEqualTo("web-17");
        }
        try (LogContext scope = LogContext.request("two\r\nHeader: lines")) {
            assertThat(RequestIds.currentOrNext()).matches("req_[0-9a-f]{24}").isEqualTo(MDC.get("request_id"));
        }
        MDC.put("request_id", "set by a web framework");
        assertThat(RequestIds.currentOrNext()).matches("req_[0-9a-f]{24}");
        MDC.put("request_id", "framework-1");
        assertThat(RequestIds.currentOrNext()).isEqualTo("framework-1");
        MDC.clear();
    }
}

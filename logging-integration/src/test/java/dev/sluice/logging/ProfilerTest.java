package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.BotHealthCheck;
import dev.sluice.logging.event.BotHealthCheck.Status;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSamples;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.event.ExternalApiCall.Outcome;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.PerformanceMetric;
import dev.sluice.logging.event.PerformanceThresholds;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Events that helpers make of what they see: profiler, journey, provider health. */
class ProfilerTest {
    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final List<Event> events = new ArrayList<>();
    private final Profiler profiler = new Profiler(events::add, time, PerformanceThresholds.DEFAULTS);

    private PerformanceMetric only() {
        assertThat(events).hasSize(1);
        return (PerformanceMetric) events.get(0);
    }

    private static ExternalApiCall call(Outcome outcome, int attempts, Integer status) {
        ExternalApiCall call =
                ExternalApiCall.of(EventSamples.CALL, outcome, attempts, Duration.ofMillis(10), Duration.ofMillis(30));
        return status == null ? call : call.answered(status, null);
    }

    @Test
    void profile_result_isGivenOn_withTimeAndComparison() throws Exception {
        String result = profiler.profile("work", () -> {
            time.sleep(Duration.ofSeconds(3));
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(only().fields())
                .containsEntry("operation", "work")
                .containsEntry("duration_ms", 3000.0)
                .containsEntry("outcome", "success")
                .containsEntry("performance_status", "slow");
    }

    @Test
    void profile_runsOfAnOperation_haveTheirOwnPercentiles() throws Exception {
        for (int millis = 1; millis <= 100; millis++) {
            long took = millis;
            profiler.profile("work", () -> {
                time.sleep(Duration.ofMillis(took));
                return took;
            });
        }
        profiler.profile("other", () -> "at once");

        assertThat(events.get(99).fields())
                .containsEntry("p50_duration_ms", 50.0)
                .containsEntry("p95_duration_ms", 95.0)
                .containsEntry("p99_duration_ms", 99.0)
                .containsEntry("percentiles_of", 100);
        assertThat(events.get(100).fields()).containsEntry("p99_duration_ms", 0.0);
    }

    @Test
    void profile_namesWithoutEnd_areNotAllRemembered() {
        for (int i = 0; i < 300; i++) {
            profiler.profile("job-" + i, () -> "done");
        }
        profiler.profile("job-0", () -> "done");

        assertThat(events.get(299).fields()).doesNotContainKey("p50_duration_ms");
        assertThat(events.get(300).fields()).containsEntry("percentiles_of", 2);
    }

    @Test
    void profile_failure_isGivenOn_andLoggedRedacted() {
        assertThatThrownBy(() -> profiler.profile("work", () -> {
                    throw new IOException("password=hush");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("password=hush");

        assertThat(only().level()).isEqualTo(org.slf4j.event.Level.ERROR);
        assertThat(only().fields())
                .containsEntry("outcome", "failure")
                .containsKeys("error_type", "hint", "next_action", "retryable");
        assertThat(only().toString()).doesNotContain("hush");
    }

    @Test
    void profileStage_isLoggedWhenItCompletes_withTheCause() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Integer> result = profiler.profileStage("later", () -> stage.thenApply(String::length))
                .toCompletableFuture();
        assertThat(events).isEmpty();
        stage.completeExceptionally(new IllegalStateException("no"));

        assertThat(result).isCompletedExceptionally();
        Failure failure = only().failure();
        assertThat(failure == null ? "" : failure.errorType()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void profile_brokenSink_doesNotReachTheWork() throws Exception {
        long failures = LoggingFailures.count();
        EventSink broken = event -> {
            throw new IllegalStateException("no sink");
        };
        Profiler profiling = new Profiler(broken, TimeSource.system(), PerformanceThresholds.DEFAULTS);

        assertThat(profiling.profile("work", () -> 1)).isEqualTo(1);
        assertThat(LoggingFailures.count()).isEqualTo(failures + 1);
    }

    @Test
    void journey_keepsNumberPreviousAndTime() throws Exception {
        Journey journey = new Journey(events::add, time, "session-1", "user-1");
        journey.step("login");
        time.sleep(Duration.ofSeconds(30));
        journey.step("bot_connection_test");

        assertThat(events.get(0).fields())
                .containsEntry("step_sequence", 1L)
                .doesNotContainKeys("previous_step", "duration_since_last_step_ms");
        assertThat(events.get(1).fields())
                .containsEntry("step_sequence", 2L)
                .containsEntry("previous_step", "login")
                .containsEntry("duration_since_last_step_ms", 30_000.0);
    }

    @Test
    void health_changes_areToldOnce_andWhatDoesNotCountDoesNot() {
        ProviderHealth health = new ProviderHealth(events::add, time);
        health.emit(call(Outcome.NOT_SENT, 0, null));
        health.emit(call(Outcome.CANCELLED, 1, null));
        assertThat(health.of("exa")).isEmpty();
        health.emit(call(Outcome.FAILURE, 1, 404));
        health.emit(call(Outcome.SUCCESS, 1, 200));
        health.emit(call(Outcome.FAILURE, 1, 503));
        health.emit(call(Outcome.FAILURE, 1, null));
        health.emit(call(Outcome.UNKNOWN, 1, null));
        health.emit(call(Outcome.FAILURE, 1, 500));

        List<BotHealthCheck> told = events.stream()
                .filter(BotHealthCheck.class::isInstance)
                .map(BotHealthCheck.class::cast)
                .toList();
        assertThat(told)
                .extracting(BotHealthCheck::status)
                .containsExactly(Status.HEALTHY, Status.DEGRADED, Status.UNHEALTHY);
        assertThat(told).extracting(BotHealthCheck::consecutiveFailures).containsExactly(0, 1, 3);
        assertThat(health.of("exa").orElseThrow().consecutiveFailures()).isEqualTo(4);
        assertThat(health.of("exa").orElseThrow().responseTime()).isEqualTo(Duration.ofMillis(20));
        assertThat(health.of("exa").orElseThrow().lastSuccess()).isNotNull();
    }
}

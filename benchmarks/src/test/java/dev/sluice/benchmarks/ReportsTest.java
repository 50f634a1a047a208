package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.SluiceChain;
import dev.sluice.ratelimit.AcquireRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every report runs, on a small scale. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "what reports print does not depend on the JDK, and another build has tested it")
class ReportsTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void pacing_tellsCallersAndOwnStamps() throws InterruptedException {
        PacingReport report = new PacingReport(out, 3);
        report.warmUp(SHORT);
        report.gaps(Duration.ofMillis(1), SHORT);
        report.afterIdle(Duration.ofMillis(1), SHORT, SHORT);
        assertThat(printed()).contains("Sluice", "by its own stamps", "Semaphore+Guava", "stored up");
    }

    @Test
    void handoff_handsOver() throws InterruptedException {
        new HandoffReport(4, 1, SHORT).print(out);
        assertThat(printed()).contains("Sluice, gate", "Semaphore fair, gate", "Failsafe, composed");
    }

    @ParameterizedTest
    @EnumSource(Contender.class)
    void handoff_beginsWithAllWaiting(Contender contender) throws InterruptedException {
        HandoffTrial.Handoff handoff =
                new HandoffTrial<>(contender.chain(Limits.gate(1)), 1, Crowd.ofPlatformThreads(3)).run(SHORT);
        assertThat(handoff.waits().count()).isPositive();
        assertThat(handoff.jain()).isBetween(0.3, 1.0);
    }

    @Test
    void virtualThreads_areServed_orTheJdkHasNone() throws InterruptedException {
        Starter starter = Starter.virtual().orElse(Starter.PLATFORM);
        VirtualThreadsReport report = new VirtualThreadsReport(8, starter, SHORT);
        report.printGrants(out);
        report.printMemory(out);
        assertThat(printed()).contains("Sluice", "overtaken by", "parked, no limiter");
    }

    @Test
    void cancelledWaiters_delayNobody() throws InterruptedException {
        CancelTrial trial = new CancelTrial(20, SHORT);
        assertThat(trial.sluiceFutures()).isLessThan(10 * SHORT.toNanos());
        assertThat(trial.interrupted(Contender.SLUICE)).isLessThan(10 * SHORT.toNanos());
        assertThat(trial.bucket4jFutures()).isGreaterThan(10 * SHORT.toNanos());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queue_keepsItsLength(boolean cancelling) throws Exception {
        QueueTrial trial = new QueueTrial(AcquireRequest.one(), cancelling);
        try (SluiceChain chain = SluiceChain.completingInPlace(Limits.gate(1))) {
            assertThat(trial.bestNanos(chain.limiter(), 10, 30)).isPositive();
            assertThat(chain.limiter().snapshot().provider().inFlight()).isZero();
            assertThat(chain.limiter().snapshot().provider().queueLength()).isZero();
        }
    }

    @Test
    void queue_reportsRatios() throws Exception {
        QueueReport report = new QueueReport(out, 2, 20);
        report.futures(10);
        report.threads(Starter.PLATFORM, SHORT);
        assertThat(printed()).contains("bounded by an hour", "one cancelled instead of granted", "CPU us per grant");
    }

    @Test
    void keepAlive_isCountedByTheServer() throws Exception {
        try (CountingServer server = CountingServer.start()) {
            new KeepAliveReport(out, server).all(100);
        }
        assertThat(printed()).containsPattern("Sluice +0 +100 +0").containsPattern("JDK, same thread +\\d+ +100 +0");
    }

    @Test
    void overrun_isSmallEnoughToBePrinted() throws Exception {
        new OverrunReport(out, 4).all(Duration.ofMillis(200));
        assertThat(printed()).contains("stalled head", "stalled body", "dripping body");
    }

    @Test
    void machine_isNamed() {
        assertThat(Machine.describe()).contains("JDK " + System.getProperty("java.version"));
    }

    @Test
    void profilers_areAddedUnlessNamed() {
        assertThat(Benchmarks.withProfilers("Composed"))
                .containsExactly("Composed", "-prof", "gc", "-prof", CpuProfiler.class.getName());
        assertThat(Benchmarks.withProfilers("-prof", "stack")).containsExactly("-prof", "stack");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

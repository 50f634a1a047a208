package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConcurrencyTest {
    private static final int WRITERS = 8;

    private final VirtualTime time = VirtualTime.manual();
    private final ExecutorService pool = Executors.newFixedThreadPool(WRITERS);

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void concurrentIntervals_allRecorded_inOneSequence_eachWithItsOwnAudit() throws Exception {
        ExperimentConfig config = ExperimentConfig.of("many", 200, "direct", "m");
        Experiment experiment = Experiment.open(config, directory, time);
        try (experiment) {
            runAll(200, i -> {
                Runs.decide(experiment, "i" + i);
                assertThat(Runs.json(experiment.files().progress())
                                .path("completed_intervals")
                                .asInt())
                        .isPositive();
            });
            experiment.complete();
            assertThat(experiment.exportEvaluation()).isEqualTo(200);
        }
        List<JournalRecord> records = Runs.records(experiment.files().journal());
        assertThat(records).extracting(JournalRecord::seq).isEqualTo(sequence(records.size()));
        JsonNode rendered = Runs.json(experiment.files().rendered());
        assertThat(rendered.path("decisions")).hasSize(200).allSatisfy(decision -> {
            String id = decision.path("interval_id").asString();
            assertThat(decision.at("/audit/input_prompt").asString()).isEqualTo("prompt of " + id);
        });
        assertThat(rendered.at("/progress/completed_intervals").asInt()).isEqualTo(200);
    }

    @Test
    void oneInterval_manyEnders_oneWins() throws Exception {
        try (Experiment experiment = Runs.open(directory, time)) {
            Interval interval = experiment.begin("0001", Map.of());
            List<Future<?>> enders = start(WRITERS, i -> interval.decide(Runs.buy("0.5")));
            int refused = 0;
            for (Future<?> ender : enders) {
                try {
                    ender.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(WRITERS - 1);
            assertThat(Runs.records(experiment.files().journal(), RecordType.DECISION))
                    .hasSize(1);
        }
    }

    @Test
    void interruptedThread_doesNotCloseTheJournalForTheOthers() throws Exception {
        try (Experiment experiment = Runs.open(directory, time)) {
            Future<Boolean> interrupted = pool.submit(() -> {
                Thread.currentThread().interrupt();
                Runs.decide(experiment, "0001");
                return Thread.interrupted();
            });
            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
            Runs.decide(experiment, "0002");
            assertThat(experiment.progress().completedIntervals()).isEqualTo(2);
        }
    }

    @Test
    void secondWriter_isRefused_untilTheFirstCloses() {
        try (Experiment first = Runs.open(directory, time)) {
            assertThatThrownBy(() -> Runs.open(directory, time))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("has a writer already");
            Runs.decide(first, "0001");
        }
        try (Experiment second = Runs.open(directory, time)) {
            assertThat(second.isCompleted("0001")).isTrue();
        }
    }

    private interface Work {
        void run(int i) throws Exception;
    }

    private void runAll(int count, Work work) throws Exception {
        for (Future<?> future : start(count, work)) {
            future.get(60, TimeUnit.SECONDS);
        }
    }

    private List<Future<?>> start(int count, Work work) {
        CountDownLatch together = new CountDownLatch(Math.min(count, WRITERS));
        List<Future<?>> futures = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> futures.add(pool.submit((Callable<Void>) () -> {
                    together.countDown();
                    together.await();
                    work.run(i);
                    return null;
                })));
        return futures;
    }

    private static List<Long> sequence(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(Long::valueOf).toList();
    }
}

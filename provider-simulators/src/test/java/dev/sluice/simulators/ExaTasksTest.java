package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Tasks take their time, by the simulator's clock. */
class ExaTasksTest {
    private final VirtualTime time = VirtualTime.manual();
    private final SimulatorOptions options =
            SimulatorOptions.defaults().withTime(time).withLatency(Latency.ofMillis(1, 100));
    private final ExaTasks tasks = new ExaTasks(options, "t_");
    private final JsonNode asked = Json.parseObject("{\"query\":\"q\"}".getBytes(StandardCharsets.UTF_8));

    @Test
    void task_runsForTenLatencies_thenIsCompleted() {
        ExaTask task = tasks.create(asked, ExaTask.End.COMPLETED);

        assertThat(task.status(time.instant(), "cancelled")).isEqualTo("running");
        time.advance(Duration.ofMillis(999));
        assertThat(task.isOver(time.instant())).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(task.status(time.instant(), "cancelled")).isEqualTo("completed");
    }

    @Test
    void ended_withoutResult_isCancelled_onceOverItStaysAsItIs() {
        ExaTask cancelled = tasks.create(asked, ExaTask.End.COMPLETED);
        ExaTask completed = tasks.create(asked, ExaTask.End.COMPLETED);

        assertThat(tasks.end(cancelled.id(), ExaTask.End.CANCELLED)
                        .orElseThrow()
                        .status(time.instant(), "canceled"))
                .isEqualTo("canceled");
        time.advance(Duration.ofSeconds(1));
        assertThat(tasks.end(completed.id(), ExaTask.End.CANCELLED)
                        .orElseThrow()
                        .status(time.instant(), "canceled"))
                .isEqualTo("completed");
        assertThat(tasks.end("unknown", ExaTask.End.CANCELLED)).isEmpty();
    }

    @Test
    void list_isNewestFirst_tenAPage() {
        for (int i = 0; i < 12; i++) {
            tasks.create(asked, ExaTask.End.COMPLETED);
        }
        var first = tasks.page(null, ExaTask::id);
        var second = tasks.page("10", ExaTask::id);

        assertThat((List<?>) first.get("data")).hasSize(10);
        assertThat(first).containsEntry("hasMore", true).containsEntry("nextCursor", "10");
        assertThat((List<?>) second.get("data")).hasSize(2);
        assertThat(second).containsEntry("hasMore", false).containsEntry("nextCursor", null);
        assertThat(tasks.page("garbage", ExaTask::id)).isEqualTo(first);
    }

    @Test
    void deleted_isGone() {
        String id = tasks.create(asked, ExaTask.End.COMPLETED).id();

        assertThat(tasks.delete(id)).isTrue();
        assertThat(tasks.delete(id)).isFalse();
        assertThat(tasks.find(id)).isEqualTo(Optional.empty());
    }

    @Test
    @Timeout(60)
    void sixteenthTaskAtOnce_isRefused() {
        try (Simulators simulators = Simulators.start(options.withMaxConcurrent("exa", 100))) {
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 16)
                    .mapToObj(i -> Http.postAsync(
                            simulators.exa().baseUrls().get("exa"), "/research/v1", "{\"instructions\":\"i\"}"))
                    .toList();
            // All are admitted or refused before a clock moves that only this test moves; answers leave when it does.
            while (simulators.exa().report().violations() == 0) {
                Thread.onSpinWait();
            }
            while (!all.stream().allMatch(CompletableFuture::isDone)) {
                time.advance(Duration.ofMillis(1));
            }

            assertThat(all.stream().map(answer -> answer.join().statusCode()))
                    .containsOnly(201, 429)
                    .filteredOn(status -> status == 429)
                    .hasSize(1);
            assertThat(all.stream()
                            .map(CompletableFuture::join)
                            .filter(answer -> answer.statusCode() == 429)
                            .map(HttpResponse::body))
                    .allSatisfy(body -> assertThat(body).contains("15 concurrent research tasks"));
        }
    }
}

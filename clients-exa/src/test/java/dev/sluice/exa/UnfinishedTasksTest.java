package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that never end by themselves, at a simulator whose clock stands still. */
class UnfinishedTasksTest {
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(new StoppedClock()));
    private final Sluice sluice = Sluice.builder()
            .environment(Map.of())
            .baseUrl("exa", simulators.baseUrls().get("exa"))
            .credential("exa", Secret.of(ExaServer.KEY))
            .time(VirtualTime.autoAdvancing())
            .build();
    private final ExaClient exa = sluice.client(ExaClient.class);

    @AfterEach
    void stop() {
        sluice.close();
        simulators.close();
    }

    @Test
    void agentRun_cancelled_hasNoResult_stopped_hasOne() {
        AgentRun cancelled =
                exa.agent().cancel(exa.agent().create(AgentRunRequest.of("a")).id());
        AgentRun stopped =
                exa.agent().stop(exa.agent().create(AgentRunRequest.of("b")).id());

        assertThat(cancelled.status()).isEqualTo("cancelled");
        assertThat(cancelled.output()).isNull();
        assertThat(exa.agent().cancel(cancelled.id())).isEqualTo(cancelled);
        assertThat(stopped.isCompleted()).isTrue();
        assertThat(stopped.output().text()).isEqualTo("done");
    }

    @Test
    void run_thatTakesTooLong_isGivenAsItStands() throws InterruptedException {
        ResearchTask task = exa.research().run(ResearchRequest.of("ants"), Duration.ofSeconds(20));

        assertThat(task.isFinished()).isFalse();
        assertThat(exa.research().get(task.researchId()).status()).isEqualTo("running");
    }

    @Test
    void sixteenthTask_isRefused() {
        for (int i = 0; i < 15; i++) {
            exa.research().create(ResearchRequest.of("ants " + i));
        }

        RateLimitedException refused = catchThrowableOfType(
                RateLimitedException.class, () -> exa.research().create(ResearchRequest.of("one more")));

        assertThat(refused.providerMessage().orElseThrow()).contains("15 concurrent research tasks");
        assertThat(refused.isOutcomeUnknown()).isFalse();
        assertThat(exa.research().list()).hasSize(15);
    }

    /** Stands still; what is scheduled happens at once. */
    private static final class StoppedClock implements TimeSource {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant instant() {
            return Instant.parse("2026-01-01T00:00:00Z");
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            throw new AssertionError("a simulator never waits");
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            task.run();
            return () -> {};
        }
    }
}

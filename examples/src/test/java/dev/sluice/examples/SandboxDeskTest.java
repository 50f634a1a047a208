package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.Sluice;
import dev.sluice.daytona.DaytonaClient;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorsExtension.class)
class SandboxDeskTest {
    @Test
    void lend_givesASandboxThatRuns_andDeletesIt(Simulators simulators) throws InterruptedException {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            SandboxDesk desk = new SandboxDesk(sluice.client(DaytonaClient.class));
            String output = desk.lend("0001", sandbox -> {
                assertThat(alive(simulators)).isEqualTo(1);
                return String.valueOf(
                        sandbox.execute("echo hello", Duration.ofSeconds(5)).output());
            });
            assertThat(output).contains("hello");
            assertThat(alive(simulators)).isZero();
        }
    }

    @Test
    void lend_deletesAlsoAfterAnException(Simulators simulators) {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            SandboxDesk desk = new SandboxDesk(sluice.client(DaytonaClient.class));
            assertThatThrownBy(() -> desk.lend("0001", sandbox -> {
                        throw new IllegalStateException("model failed");
                    }))
                    .hasMessage("model failed");
            assertThat(alive(simulators)).isZero();
        }
    }

    @Test
    void stop_refusesTheNext_andMakesNothing(Simulators simulators) {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            SandboxDesk desk = new SandboxDesk(sluice.client(DaytonaClient.class));
            desk.stop();
            assertThatThrownBy(() -> desk.lend("0001", sandbox -> "never")).isInstanceOf(InterruptedException.class);
            assertThat(simulators.report().get("daytona").calls()).isZero();
        }
    }

    @Test
    void abandon_deletesWhatIsStillOut(Simulators simulators) throws Exception {
        try (Sluice sluice = SimulatedClients.open(simulators)) {
            SandboxDesk desk = new SandboxDesk(sluice.client(DaytonaClient.class));
            CountDownLatch lent = new CountDownLatch(1);
            CountDownLatch abandoned = new CountDownLatch(1);
            FutureTask<String> work = new FutureTask<>(() -> lend(desk, lent, abandoned));
            // Not on the common pool: the JDK's HTTP client ends its calls there, and JDK 25 gives it one thread on two
            // processors.
            new Thread(work, "lender").start();
            assertThat(lent.await(30, TimeUnit.SECONDS)).isTrue();
            desk.abandon();
            assertThat(alive(simulators)).isZero();
            abandoned.countDown();
            assertThat(work.get(30, TimeUnit.SECONDS)).isEqualTo("worked");
        }
    }

    private static String lend(SandboxDesk desk, CountDownLatch lent, CountDownLatch abandoned) {
        try {
            return desk.lend("0001", sandbox -> {
                lent.countDown();
                try {
                    return abandoned.await(30, TimeUnit.SECONDS) ? "worked" : "waited in vain";
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int alive(Simulators simulators) {
        Integer alive = simulators.report().get("daytona").sandboxesAlive();
        return alive == null ? 0 : alive;
    }
}

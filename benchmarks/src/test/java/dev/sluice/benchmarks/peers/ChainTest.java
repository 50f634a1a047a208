package dev.sluice.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each contender keeps what it is asked to keep, else its figures are those of another job. */
class ChainTest {
    @ParameterizedTest
    @EnumSource(Contender.class)
    void secondCaller_waitsForTheOnlyPermit(Contender contender) throws InterruptedException {
        try (Chain<?> chain = contender.chain(Limits.gate(1))) {
            assertThat(waitsWhileHeld(chain)).isTrue();
        }
    }

    private static <H> boolean waitsWhileHeld(Chain<H> chain) throws InterruptedException {
        H held = chain.acquire();
        Thread second = new Thread(() -> {
            try {
                chain.pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        second.start();
        second.join(10);
        boolean waited = second.isAlive();
        chain.release(held);
        second.join();
        return waited;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SEMAPHORE_FAIR", "SEMAPHORE_UNFAIR"})
    void starts_areSpreadOverTime(Contender contender) throws InterruptedException {
        try (Chain<?> chain = contender.chain(Limits.paced(8, Duration.ofMillis(10)))) {
            long begun = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                chain.pass();
            }
            assertThat(System.nanoTime() - begun)
                    .isGreaterThan(Duration.ofMillis(19).toNanos());
        }
    }

    @Test
    void pair_grantsBoth() throws InterruptedException {
        try (SluicePairChain chain = new SluicePairChain(Limits.gate(1))) {
            assertThat(chain.pass().permits()).hasSize(2);
            assertThat(chain.pass().permits()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1000000000, PT1S", "PT0.0002S, 1, PT0.0002S", "PT0.05S, 1, PT0.05S"})
    void rate_isOnePerDelay_orWhatNeverBites(Duration delay, long starts, Duration period) {
        assertThat(Limits.paced(1, delay).rate()).isEqualTo(new Limits.Rate(starts, period));
    }
}

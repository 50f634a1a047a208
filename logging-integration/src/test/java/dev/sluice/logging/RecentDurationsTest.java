package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.event.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles of the latest durations are those that sorting them all would give. */
class RecentDurationsTest {
    private static final int SIZE = 1_000;

    private final RecentDurations recent = new RecentDurations();

    @Test
    void percentiles_ofNothing_areNone() {
        assertThat(recent.percentiles()).isNull();
    }

    @Test
    void percentiles_ofOne_areThatOne() {
        recent.add(Duration.ofNanos(1_234_567));

        assertThat(recent.percentiles()).isEqualTo(new Percentiles(1.235, 1.235, 1.235, 1));
    }

    @Test
    void percentiles_ofRandomDurations_areAsSorted_whileTheOldestLeave() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            // many equal ones, zeros, some very long ones
            long micros = random.nextInt(10) == 0 ? random.nextInt(1_000_000_000) : random.nextInt(50);
            all.add(micros);
            recent.add(Duration.ofNanos(micros * 1_000));
            if (i < 200 || i % 97 == 0) {
                assertThat(recent.percentiles())
                        .as("seed %d, %d durations", seed, i + 1)
                        .isEqualTo(sorted(all.subList(Math.max(0, all.size() - SIZE), all.size())));
            }
        }
    }

    @Test
    void percentiles_afterAThousandMore_knowNothingOfWhatWasBefore() {
        recent.add(Duration.ofDays(1));
        for (int i = 0; i < SIZE; i++) {
            recent.add(Duration.ofMillis(2));
        }

        assertThat(recent.percentiles()).isEqualTo(new Percentiles(2, 2, 2, SIZE));
    }

    /** By nearest rank: the smallest that at least so many of a hundred do not exceed. */
    private static Percentiles sorted(List<Long> micros) {
        return new Percentiles(rank(micros, 50), rank(micros, 95), rank(micros, 99), micros.size());
    }

    private static double rank(List<Long> micros, int percent) {
        return micros.stream()
                        .sorted()
                        .filter(candidate -> 100
                                        * micros.stream()
                                                .filter(one -> one <= candidate)
                                                .count()
                                >= (long) percent * micros.size())
                        .findFirst()
                        .orElseThrow()
                / 1e3;
    }
}

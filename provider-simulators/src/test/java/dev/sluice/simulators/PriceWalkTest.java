package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PriceWalkTest {
    private static final long NOW = 1_790_000_000L;

    @Test
    void at_sameSeedAndSecond_isTheSame() {
        assertThat(new PriceWalk(5).at(NOW)).isEqualTo(new PriceWalk(5).at(NOW));
    }

    @Test
    void at_staysBetweenTheBordersOnHalfCents() {
        for (long seed = 0; seed < 50; seed++) {
            PriceWalk walk = new PriceWalk(seed);
            for (long day = 0; day < 100; day++) {
                BigDecimal price = walk.at(NOW + day * 86_400);
                assertThat(price).isBetween(new BigDecimal("0.035"), new BigDecimal("0.965"));
                assertThat(price.movePointRight(3).intValueExact() % 10).isEqualTo(5);
            }
        }
    }

    @Test
    void at_wandersLittleInAMinuteAndMuchInAWeek() {
        double minute = 0;
        double week = 0;
        for (long seed = 0; seed < 200; seed++) {
            PriceWalk walk = new PriceWalk(seed);
            BigDecimal start = walk.at(NOW);
            minute += walk.at(NOW + 60).subtract(start).abs().doubleValue();
            week += walk.at(NOW + 604_800).subtract(start).abs().doubleValue();
        }
        assertThat(minute / 200).isLessThan(0.01);
        assertThat(week / 200).isGreaterThan(0.03);
    }

    @Test
    void at_seedsDiffer() {
        Set<BigDecimal> prices = new HashSet<>();
        for (long seed = 0; seed < 30; seed++) {
            prices.add(new PriceWalk(seed).at(NOW));
        }
        assertThat(prices).hasSizeGreaterThan(10);
    }
}

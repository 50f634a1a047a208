package dev.sluice.simulators;

import java.math.BigDecimal;

/**
 * The price of one market over all time, as a seeded walk.
 *
 * <p>A walk that is summed step by step needs a beginning, and then its value depends on when that was. This one is the sum of octaves of
 * noise, from seconds to days, each drawn for its instant from the seed, so any instant can be asked for directly and two processes agree
 * on it. Like a random walk it wanders further the longer one looks: an octave of twice the period has the square root of twice the height.
 */
final class PriceWalk {
    private static final int OCTAVES = 18;
    private static final double HEIGHT = 0.0003;
    private static final BigDecimal HALF_CENT = new BigDecimal("0.005");
    private static final BigDecimal LOWEST = new BigDecimal("0.035");
    private static final BigDecimal HIGHEST = new BigDecimal("0.965");

    private final long seed;
    private final double centre;

    PriceWalk(long seed) {
        this.seed = seed;
        this.centre = 0.2 + 0.6 * Seeds.unit(Seeds.mix(seed));
    }

    /** From 0.035 to 0.965, always between two cents: the middle of a book whose spread is one tick. */
    BigDecimal at(long epochSecond) {
        double value = centre;
        for (int octave = 1; octave <= OCTAVES; octave++) {
            value += HEIGHT * Math.pow(2, octave / 2.0) * noise(octave, epochSecond);
        }
        return BigDecimal.valueOf((long) Math.floor(value * 100), 2)
                .add(HALF_CENT)
                .max(LOWEST)
                .min(HIGHEST);
    }

    /** From -1 to 1, straight between the draws at multiples of the octave's period. */
    private double noise(int octave, long second) {
        long period = 1L << octave;
        long slot = Math.floorDiv(second, period);
        double share = Math.floorMod(second, period) / (double) period;
        return draw(octave, slot) * (1 - share) + draw(octave, slot + 1) * share;
    }

    private double draw(int octave, long slot) {
        return 2 * Seeds.unit(Seeds.mix(Seeds.mix(seed + octave) ^ slot)) - 1;
    }
}

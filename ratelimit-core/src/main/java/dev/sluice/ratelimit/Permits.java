package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.util.List;

/** Permits of several limiters that were granted at one instant; closing gives all of them back. */
public interface Permits extends Permit {
    /**
     * Not for all at once: what was used belongs to one of them.
     *
     * @throws UnsupportedOperationException always (expected: settle one of {@link #permits()})
     */
    @Override
    boolean settle(String kind, long actual);

    /**
     * As {@link #settle(String, long)}.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    boolean settle(String kind, BigDecimal actual);

    /** One permit per entry, in the order of the entries. They may be closed one by one. */
    List<Permit> permits();
}

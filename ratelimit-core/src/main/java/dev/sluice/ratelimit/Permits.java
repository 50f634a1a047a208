package dev.sluice.ratelimit;

import java.util.List;

/** Permits of several limiters that were granted at one instant; closing gives all of them back. */
public interface Permits extends Permit {
    /** One permit per entry, in the order of the entries. They may be closed one by one. */
    List<Permit> permits();
}

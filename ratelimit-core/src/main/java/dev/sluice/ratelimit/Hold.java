package dev.sluice.ratelimit;

import java.util.List;

/**
 * What one grant took of one stage, and what it takes to undo it.
 *
 * @param unit whether a unit of concurrency is part of it
 * @param previous the start before this one
 * @param quotas those that were charged; a configuration that came later may have others
 */
record Hold(Stage stage, boolean unit, Start start, Start previous, List<Quota> quotas) {}

/** Limits of one provider account as one object: concurrency, pacing, quotas, pauses, leases; no HTTP. */
@NullMarked
package dev.sluice.ratelimit;

import org.jspecify.annotations.NullMarked;

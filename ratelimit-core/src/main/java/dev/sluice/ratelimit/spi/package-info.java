/**
 * Where counts are kept that several processes share: defined, with a script for Redis and a contract test, and not yet asked by the limiters of
 * {@code dev.sluice.ratelimit}, which count in their own process.
 */
@NullMarked
package dev.sluice.ratelimit.spi;

import org.jspecify.annotations.NullMarked;

/** JMH benchmarks and reports, each beside the peers that do the same job, in one run. */
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;

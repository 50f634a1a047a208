/** One whole call to a server, by Sluice and by its peers. */
@NullMarked
package dev.sluice.benchmarks.calls;

import org.jspecify.annotations.NullMarked;

/** The same job by Sluice and by each peer, behind one interface. */
@NullMarked
package dev.sluice.benchmarks.peers;

import org.jspecify.annotations.NullMarked;

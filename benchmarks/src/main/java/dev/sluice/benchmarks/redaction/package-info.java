/** Ways to redact a JSON body: Sluice's, the peers', and a byte scan by hand as the floor. */
@NullMarked
package dev.sluice.benchmarks.redaction;

import org.jspecify.annotations.NullMarked;

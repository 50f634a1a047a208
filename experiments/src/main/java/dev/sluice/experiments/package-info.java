/** Experiments: an append-only journal, the audit trail behind every decision, progress, and the evaluation export. */
@NullMarked
package dev.sluice.experiments;

import org.jspecify.annotations.NullMarked;

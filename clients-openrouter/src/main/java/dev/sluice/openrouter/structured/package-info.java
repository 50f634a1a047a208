/** Answers that are Java records: schemas derived from them, answers checked against them, one repair. */
@NullMarked
package dev.sluice.openrouter.structured;

import org.jspecify.annotations.NullMarked;

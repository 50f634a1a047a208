/** A typed client for Exa's search API: requests by builder, answers as records, errors in Exa's own words. */
@NullMarked
package dev.sluice.exa;

import org.jspecify.annotations.NullMarked;

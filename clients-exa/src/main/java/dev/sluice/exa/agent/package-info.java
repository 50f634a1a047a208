/** Agent runs: what is asked, how they stand, what happens in them. */
@NullMarked
package dev.sluice.exa.agent;

import org.jspecify.annotations.NullMarked;

/** Research tasks: what is asked, how they stand, what happens in them. */
@NullMarked
package dev.sluice.exa.research;

import org.jspecify.annotations.NullMarked;

/** Tools in Java that a model calls, and the rounds of asking, calling and telling. */
@NullMarked
package dev.sluice.openrouter.tools;

import org.jspecify.annotations.NullMarked;

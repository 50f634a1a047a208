/** Images by description, whole and while they come into being. */
@NullMarked
package dev.sluice.openrouter.images;

import org.jspecify.annotations.NullMarked;

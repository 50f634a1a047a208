/** What the lines of one request, user or bot have in common: fields bound to a thread, carried to others, and request ids. */
@NullMarked
package dev.sluice.logging.context;

import org.jspecify.annotations.NullMarked;

/** What happened, as records without a secret in them, and where they go: {@link dev.sluice.logging.event.Event} and {@link dev.sluice.logging.event.EventSink}. */
@NullMarked
package dev.sluice.logging.event;

import org.jspecify.annotations.NullMarked;

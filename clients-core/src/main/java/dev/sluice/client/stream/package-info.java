/** Answers that arrive event by event: server-sent events read correctly, handed out typed, closed for certain. */
@NullMarked
package dev.sluice.client.stream;

import org.jspecify.annotations.NullMarked;

/** Chat completions, whole and streamed: requests, answers, and what the chunks of a stream add up to. */
@NullMarked
package dev.sluice.openrouter.chat;

import org.jspecify.annotations.NullMarked;

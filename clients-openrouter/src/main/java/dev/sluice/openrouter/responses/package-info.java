/** The Responses API: OpenAI's newer shape of requests and answers, whole and streamed; stateless at OpenRouter. */
@NullMarked
package dev.sluice.openrouter.responses;

import org.jspecify.annotations.NullMarked;

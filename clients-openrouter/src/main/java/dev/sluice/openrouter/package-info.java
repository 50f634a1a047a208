/** OpenRouter's API behind the call pipeline of clients-core: {@link dev.sluice.openrouter.OpenRouterClient}. */
@NullMarked
package dev.sluice.openrouter;

import org.jspecify.annotations.NullMarked;

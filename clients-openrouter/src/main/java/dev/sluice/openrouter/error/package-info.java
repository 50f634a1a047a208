/** What OpenRouter tells of an error beyond its status: {@link dev.sluice.openrouter.error.OpenRouterError}. */
@NullMarked
package dev.sluice.openrouter.error;

import org.jspecify.annotations.NullMarked;

/** OpenRouter's chat API: typed requests, completions and streams behind the call pipeline of clients-core. */
@NullMarked
package dev.sluice.openrouter;

import org.jspecify.annotations.NullMarked;

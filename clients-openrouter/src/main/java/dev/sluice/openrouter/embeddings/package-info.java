/** Embeddings, and documents put in order by their relevance to a query. */
@NullMarked
package dev.sluice.openrouter.embeddings;

import org.jspecify.annotations.NullMarked;

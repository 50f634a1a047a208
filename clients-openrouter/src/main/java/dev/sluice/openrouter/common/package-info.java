/** What several endpoints take and tell: provider preferences, plugins, reasoning, prompt caching, costs, routing. */
@NullMarked
package dev.sluice.openrouter.common;

import org.jspecify.annotations.NullMarked;

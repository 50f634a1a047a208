/** What both shapes of completions, chats and responses, have in common: how they are logged. */
@NullMarked
package dev.sluice.openrouter.completion;

import org.jspecify.annotations.NullMarked;

package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.TotalUsage;
import org.jspecify.annotations.Nullable;

/**
 * How far a loop came.
 *
 * @param conversation up to the last round whose tools all answered
 * @param usage of all answers
 * @param partial the answer that broke off; null if none did
 */
record LoopState(
        ChatRequest conversation,
        TotalUsage usage,
        @Nullable ChatCompletion partial) {}

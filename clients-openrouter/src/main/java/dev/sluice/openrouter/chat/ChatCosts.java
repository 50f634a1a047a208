package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.CallSpec;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.ModelCalls;
import dev.sluice.openrouter.internal.Used;
import org.jspecify.annotations.Nullable;

/**
 * What a chat costs of the quotas {@code tokens} and {@code usd}: estimated before the call, and settled by what OpenRouter says was used.
 */
final class ChatCosts {
    /** English has about four characters to a token, code and other languages fewer. */
    private static final int CHARS_PER_TOKEN = 3;

    /** For an answer whose length is not bounded: longer than most of the recorded ones. */
    private static final int UNBOUNDED_ANSWER = 1_000;

    private ChatCosts() {}

    static void plan(ModelCalls calls, CallSpec call) {
        call.argument(ChatRequest.class)
                .ifPresent(request -> calls.plan(call, request.model(), promptTokens(request), answerTokens(request)));
    }

    private static long promptTokens(ChatRequest request) {
        long chars = 0;
        for (ChatMessage message : request.messages()) {
            chars += message.text().length();
        }
        return chars / CHARS_PER_TOKEN;
    }

    private static long answerTokens(ChatRequest request) {
        Integer bound = request.maxCompletionTokens() == null ? request.maxTokens() : request.maxCompletionTokens();
        return bound == null || bound < 0 ? UNBOUNDED_ANSWER : bound;
    }

    static @Nullable Used used(Object answer) {
        if (answer instanceof ChatCompletion completion) {
            return used(completion.id(), completion.usage());
        }
        return answer instanceof ChatChunk chunk ? used(chunk.id(), chunk.usage()) : null;
    }

    private static Used used(@Nullable String id, @Nullable Usage usage) {
        return usage == null ? Used.unknown(id) : new Used(id, usage.totalTokens(), usage.totalCost());
    }
}

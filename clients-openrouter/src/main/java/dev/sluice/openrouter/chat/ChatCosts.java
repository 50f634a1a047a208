package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.CallSettler.ActualCost;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.UsedQuotas;

/**
 * What a chat costs of the quotas {@code tokens} and {@code usd}, where they are configured: tokens are estimated before the call, and both
 * are settled by what OpenRouter says was used.
 */
final class ChatCosts {
    /** English has about four characters to a token, code and other languages fewer. */
    private static final int CHARS_PER_TOKEN = 3;

    /** For an answer whose length is not bounded: longer than most of the recorded ones. */
    private static final int UNBOUNDED_ANSWER = 1_000;

    private ChatCosts() {}

    static void estimate(CallSpec call) {
        call.argument(ChatRequest.class).ifPresent(request -> UsedQuotas.estimate(call, tokens(request)));
    }

    private static long tokens(ChatRequest request) {
        long chars = 0;
        for (ChatMessage message : request.messages()) {
            chars += message.text().length();
        }
        Integer bound = request.maxCompletionTokens() == null ? request.maxTokens() : request.maxCompletionTokens();
        return chars / CHARS_PER_TOKEN + (bound == null || bound < 0 ? UNBOUNDED_ANSWER : bound);
    }

    static void settle(Object answer, ActualCost cost) {
        Usage usage = null;
        if (answer instanceof ChatCompletion completion) {
            usage = completion.usage();
        } else if (answer instanceof ChatChunk chunk) {
            usage = chunk.usage();
        }
        if (usage != null) {
            UsedQuotas.settle(cost, usage.totalTokens(), usage.totalCost());
        }
    }
}

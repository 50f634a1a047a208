package dev.sluice.examples;

import dev.sluice.logging.CompletionPrompt;
import dev.sluice.logging.LlmCompletionLogger;
import dev.sluice.logging.LoggedCompletion;
import dev.sluice.logging.TokenUsage;
import dev.sluice.openrouter.ChatCompletion;
import dev.sluice.openrouter.ChatRequest;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.Usage;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One language model, asked by stream; every completion is logged with its tokens and cost. Thread-safe. */
final class Model {
    static final String ID = "openai/gpt-4o-mini";
    private static final double TEMPERATURE = 0.2;
    private static final int MAX_TOKENS = 800;

    private final OpenRouterClient openRouter;
    private final LlmCompletionLogger completions;
    private final Spending spending;

    Model(OpenRouterClient openRouter, LlmCompletionLogger completions, Spending spending) {
        this.openRouter = openRouter;
        this.completions = completions;
        this.spending = spending;
    }

    /**
     * A whole answer.
     *
     * @param completion what the decision upon it refers to
     */
    record Reply(String text, LoggedCompletion completion) {}

    /** Asks; blocks until the stream has ended. */
    Reply ask(String prompt, MarketView market) {
        ChatRequest request = ChatRequest.to(ID)
                .system(Prompts.SYSTEM)
                .user(prompt)
                .temperature(TEMPERATURE)
                .maxTokens(MAX_TOKENS)
                .build();
        try (LoggedCompletion completion = completions.request(CompletionPrompt.of(ID, prompt)
                .temperature(TEMPERATURE)
                .maxTokens(MAX_TOKENS)
                .marketContext(market.facts()))) {
            try {
                ChatCompletion answer = openRouter.chatStream(request).toCompletion();
                account(completion, answer);
                return new Reply(answer.text(), completion);
            } catch (RuntimeException e) {
                completion.failure(e);
                throw e;
            }
        }
    }

    /** Logs what was decided upon a reply. */
    void decided(Reply reply, Answer answer, MarketView market) {
        completions.decision(reply.completion()
                .decision(answer.action(), answer.rationale())
                .trade(market.slug(), answer.sizePercent(), market.odds()));
    }

    private void account(LoggedCompletion completion, ChatCompletion answer) {
        Usage usage = answer.usage();
        TokenUsage tokens = usage == null
                ? null
                : TokenUsage.of(zeroIfNull(usage.promptTokens()), zeroIfNull(usage.completionTokens()));
        BigDecimal cost = usage == null ? null : usage.totalCost().orElse(null);
        spending.add(Providers.OPENROUTER, tokens == null ? 0 : tokens.totalTokens(), cost);
        completion.success(answer.text(), tokens, cost);
    }

    private static long zeroIfNull(@Nullable Long tokens) {
        return Objects.requireNonNullElse(tokens, 0L);
    }
}

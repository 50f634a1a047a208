package dev.sluice.examples;

import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.common.Usage;
import java.math.BigDecimal;
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
     * @param requestId what the decision upon it refers to
     */
    record Reply(String text, String requestId) {}

    /** Asks; blocks until the stream has ended. */
    Reply ask(String prompt, MarketView market) {
        ChatRequest request = ChatRequest.to(ID)
                .system(Prompts.SYSTEM)
                .user(prompt)
                .temperature(TEMPERATURE)
                .maxTokens(MAX_TOKENS)
                .build();
        ChatStream stream =
                openRouter.logged(completions.market(market.facts())).chatStream(request);
        ChatCompletion answer = stream.toCompletion();
        account(answer.usage());
        return new Reply(answer.text(), stream.requestId());
    }

    /** Logs what was decided upon a reply. */
    void decided(Reply reply, Answer answer, MarketView market) {
        completions.decision(completions
                .decisionOn(reply.requestId(), answer.action(), answer.rationale())
                .trade(market.slug(), answer.sizePercent(), market.odds()));
    }

    private void account(@Nullable Usage usage) {
        Long tokens = usage == null ? null : usage.totalTokens();
        BigDecimal cost = usage == null ? null : usage.totalCost().orElse(null);
        spending.add(Providers.OPENROUTER, tokens == null ? 0 : tokens, cost);
    }
}

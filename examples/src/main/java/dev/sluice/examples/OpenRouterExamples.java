package dev.sluice.examples;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.tools.ToolFunction;
import dev.sluice.openrouter.tools.ToolLoopResult;
import dev.sluice.openrouter.tools.ToolSet;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;

/** What clients-openrouter's README shows, section by section; a test compares and runs it. */
final class OpenRouterExamples {
    private static final String MODEL = "openai/gpt-4o-mini";

    private OpenRouterExamples() {}

    // ---- stream a chat
    static void stream(OpenRouterClient openRouter, PrintStream out) {
        ChatRequest question = ChatRequest.to(MODEL).user("Tell me about ACME.").build();
        try (ChatStream stream = openRouter.chatStream(question)) { // holds a permit and a connection until closed
            stream.forEach(chunk -> out.print(chunk.text()));
            out.println(" " + stream.soFar().usage()); // the whole, as the blocking call would have given it
        }
    }

    // ---- structured output
    enum Side {
        BUY,
        SELL,
        HOLD
    }

    record Decision(
            Side side, @JsonPropertyDescription("0 to 1") BigDecimal confidence, List<String> reasons) {}

    static Decision decide(OpenRouterClient openRouter) {
        ChatRequest question = ChatRequest.to(MODEL).user("ACME fell by 3 %.").build();
        return openRouter.ask(question, Decision.class);
    }

    // ---- a tool loop
    static final class Market {
        @ToolFunction(description = "The last price of a symbol, in USD.")
        BigDecimal price(@JsonPropertyDescription("Its ticker") String symbol) {
            return symbol.equals("ACME") ? new BigDecimal("12.40") : BigDecimal.ONE;
        }
    }

    static ToolLoopResult askWithTools(OpenRouterClient openRouter) {
        ChatRequest question =
                ChatRequest.to(MODEL).user("What is the price of 'ACME'?").build();
        return openRouter.toolLoop(ToolSet.of(new Market())).maxRounds(4).run(question); // .text(), .usage().cost()
    }
    // ----
}

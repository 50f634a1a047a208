package dev.sluice.examples;

import dev.sluice.client.Sluice;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.polymarket.Market;
import dev.sluice.polymarket.MarketsQuery;
import dev.sluice.polymarket.PolymarketClient;
import java.nio.file.Path;

/** The README's example, asking a model about the first market that Polymarket lists: needs {@code OPENROUTER_API_KEY}. */
public final class Quickstart {
    private Quickstart() {}

    /** Needs no argument; reads {@code sluice.yaml} in the working directory. */
    public static void main(String[] args) {
        try (Sluice sluice = Sluice.open(Path.of("sluice.yaml"))) {
            ask(sluice);
        }
    }

    static void ask(Sluice sluice) {
        PolymarketClient polymarket = sluice.client(PolymarketClient.class);
        Market market = polymarket.gamma().markets(MarketsQuery.all()).get(0);
        ChatRequest request = ChatRequest.to("openai/gpt-4o-mini")
                .user("Buy or sell, in one sentence? " + market.question())
                .build();
        try (ChatStream answer = sluice.client(OpenRouterClient.class).chatStream(request)) {
            System.out.println(answer.toCompletion().text());
        }
    }
}

package dev.sluice.examples;

import dev.sluice.client.Sluice;
import dev.sluice.openrouter.ChatRequest;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.polymarket.Market;
import dev.sluice.polymarket.MarketsQuery;
import dev.sluice.polymarket.PolymarketClient;
import java.nio.file.Path;

/** The README's example: needs {@code OPENROUTER_API_KEY}; the first argument is the configuration file. */
public final class Quickstart {
    private Quickstart() {}

    /** Asks a model about the first market that Polymarket lists. */
    public static void main(String[] args) {
        try (Sluice sluice = Sluice.open(Path.of(args[0]))) {
            System.out.println(ask(sluice));
        }
    }

    static String ask(Sluice sluice) {
        Market market = sluice.client(PolymarketClient.class)
                .gamma()
                .markets(MarketsQuery.all())
                .get(0);
        ChatRequest request = ChatRequest.to("openai/gpt-4o-mini")
                .user("Buy or sell, in one sentence? " + market.question())
                .build();
        return sluice.client(OpenRouterClient.class)
                .chatStream(request)
                .toCompletion()
                .text();
    }
}

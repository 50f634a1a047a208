package dev.sluice.canary;

import dev.sluice.client.Sluice;
import dev.sluice.client.SluiceBuilder;
import dev.sluice.daytona.DaytonaClient;
import dev.sluice.exa.ExaClient;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.polymarket.PolymarketClient;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** A client, and a call of it with a text of the user. */
enum Provider {
    POLYMARKET,
    EXA,
    OPENROUTER,
    DAYTONA;

    private static final String SETTINGS = """
              %s:
                limits: { max-concurrent: 10, min-delay: 1ms }
                retry: { max-attempts: 1 }
                circuit-breaker: { window: 1000 }
                http: { first-byte-timeout: 60ms, idle-timeout: 1s, deadline: 2s }
            """;

    static Sluice open(URI server) {
        StringBuilder config = new StringBuilder("providers:\n");
        SluiceBuilder builder = Sluice.builder().environment(Map.of());
        for (Provider provider : values()) {
            String name = provider.name().toLowerCase(Locale.ROOT);
            config.append(SETTINGS.formatted(name));
            builder.credential(name, Secret.of(Canary.KEY)).baseUrl(name, server);
        }
        return builder.baseUrl("polymarket", "gamma", server)
                .baseUrl("polymarket", "clob", server)
                .baseUrl("daytona", "api", server)
                .baseUrl("daytona", "toolbox", server)
                .config(config.toString())
                .build();
    }

    Object call(Sluice sluice, Scenario scenario, String text) {
        return switch (this) {
            case POLYMARKET -> sluice.client(PolymarketClient.class).gamma().marketBySlug(text);
            case EXA -> sluice.client(ExaClient.class).search(text);
            case OPENROUTER -> chat(sluice, scenario, text);
            case DAYTONA ->
                sluice.client(DaytonaClient.class).sandbox("sandbox-1").execute("echo " + text);
        };
    }

    private static Object chat(Sluice sluice, Scenario scenario, String text) {
        OpenRouterClient client = sluice.client(OpenRouterClient.class);
        ChatRequest request = ChatRequest.to("a/b").user(text).build();
        if (scenario != Scenario.SSE && scenario != Scenario.SSE_SPLIT) {
            return client.chat(request);
        }
        int[] events = new int[1];
        try (ChatStream stream = client.chatStream(request)) {
            stream.forEach(event -> events[0]++);
        }
        return events[0];
    }
}

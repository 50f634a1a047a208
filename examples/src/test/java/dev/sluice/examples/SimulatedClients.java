package dev.sluice.examples;

import dev.sluice.client.CallListener;
import dev.sluice.client.Sluice;
import dev.sluice.client.SluiceBuilder;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Simulators;
import java.net.URI;
import java.util.Map;

/** Clients as the demo opens them, against simulators in this process. */
final class SimulatedClients {
    private SimulatedClients() {}

    static Sluice open(Simulators simulators, CallListener listener) {
        Map<String, URI> urls = simulators.baseUrls();
        SluiceBuilder builder = Sluice.builder()
                .environment(Map.of())
                .listener(listener)
                .baseUrl("polymarket", "gamma", urls.get("polymarket_gamma"))
                .baseUrl("polymarket", "clob", urls.get("polymarket_clob"))
                .baseUrl("exa", urls.get("exa"))
                .baseUrl("openrouter", urls.get("openrouter"))
                .baseUrl("daytona", "api", urls.get("daytona_api"))
                .baseUrl("daytona", "toolbox", urls.get("daytona_toolbox"));
        Providers.ALL.forEach(provider -> builder.credential(provider, Secret.of("sk-simulated-key")));
        return builder.build();
    }

    static Sluice open(Simulators simulators) {
        return open(simulators, call -> {});
    }
}

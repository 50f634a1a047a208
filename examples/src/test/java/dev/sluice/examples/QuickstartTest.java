package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorsExtension.class)
class QuickstartTest {
    @Test
    void exampleOfTheReadme_getsAnAnswer(Simulators simulators) {
        try (Sluice sluice = Sluice.builder()
                .environment(Map.of())
                .credential("openrouter", Secret.of("sk-any-key"))
                .baseUrl("openrouter", simulators.baseUrls().get("openrouter"))
                .baseUrl("polymarket", "gamma", simulators.baseUrls().get("polymarket_gamma"))
                .build()) {
            assertThat(Quickstart.ask(sluice)).isNotBlank();
        }
    }
}

package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.chat.FinishReason;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real client against the stateful simulator. */
@ExtendWith(SimulatorsExtension.class)
class SimulatedOpenRouterTest {

    @Test
    void chatAndStream_againstTheSimulator_agreeAndBreakNoLimit(Simulators simulators) {
        URI address = Objects.requireNonNull(simulators.baseUrls().get("openrouter"));
        try (Sluice sluice = Sluice.builder()
                .environment(Map.of())
                .baseUrl("openrouter", address)
                .credential("openrouter", Secret.of(Wire.CANARY))
                .build()) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);
            ChatRequest question = ChatRequest.to("openai/gpt-4o-mini")
                    .user("Buy, sell or hold?")
                    .build();

            ChatCompletion whole = client.chat(question);
            ChatCompletion streamed;
            try (ChatStream stream = client.chatStream(question)) {
                streamed = stream.toCompletion();
            }

            assertThat(whole.text()).isNotEmpty();
            assertThat(streamed.text()).isNotEmpty();
            assertThat(streamed.finishReason()).contains(FinishReason.STOP);
            assertThat(Objects.requireNonNull(whole.usage()).totalCost()).isPresent();
            assertThat(Objects.requireNonNull(streamed.usage()).totalTokens()).isPositive();
        }
        assertThat(simulators.openRouter().report().calls()).isEqualTo(2);
        assertThat(simulators.openRouter().report().violations()).isZero();
    }
}

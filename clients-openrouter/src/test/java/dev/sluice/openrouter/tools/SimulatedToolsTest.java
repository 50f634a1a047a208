package dev.sluice.openrouter.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.CallOptions;
import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.chat.ToolCall;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Loops against the stateful simulator, whose model calls tools. */
@ExtendWith(SimulatorsExtension.class)
class SimulatedToolsTest {
    record Query(String symbol) {}

    private static final ChatRequest QUESTION = ChatRequest.to("openai/gpt-4o-mini")
            .user("What does \"ACME\" cost?")
            .build();

    /** With one permit for everything: if the loop held it while its tool runs, the tool's own call would wait until the deadline. */
    @Test
    void run_toolThatAsksTheSameProvider_findsThePermitFree(Simulators simulators) {
        try (Sluice sluice = open(simulators)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);
            ToolSet tools = ToolSet.builder()
                    .function("price", "The price of a symbol.", Query.class, query -> {
                        ChatRequest inner = ChatRequest.to("a/b").user("Guess").build();
                        return query.symbol() + ": " + client.chat(inner).text();
                    })
                    .build();
            ToolLoop loop = client.toolLoop(tools);

            ToolLoopResult result =
                    CallOptions.none().deadline(Duration.ofSeconds(20)).call(() -> loop.run(QUESTION));

            assertThat(result.text()).contains("ACME: I have read");
            assertThat(result.rounds()).isEqualTo(2);
            assertThat(result.usage().withoutUsage()).isZero();
        }
        assertThat(simulators.openRouter().report().calls()).isEqualTo(3);
        assertThat(simulators.openRouter().report().violations()).isZero();
    }

    @Test
    void stream_ofToolCalls_isPutTogetherToWhatTheBlockingCallGives(Simulators simulators) {
        try (Sluice sluice = open(simulators)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);
            ToolSet tools = ToolSet.of(new Desk());
            ChatRequest request =
                    QUESTION.toBuilder().tool(tools.definitions().get(4)).build();

            ToolCall whole = client.chat(request).toolCalls().get(0);
            ChatCompletion streamed;
            try (ChatStream stream = client.chatStream(request)) {
                streamed = stream.toCompletion();
            }

            ToolCall pieced = streamed.toolCalls().get(0);
            assertThat(pieced.name()).isEqualTo(whole.name()).isEqualTo("price");
            assertThat(pieced.arguments()).isEqualTo(whole.arguments()).contains("ACME");
            assertThat(Objects.requireNonNull(pieced.id())).isNotEmpty();
        }
    }

    private static Sluice open(Simulators simulators) {
        return Sluice.builder()
                .environment(Map.of())
                .config("providers: { openrouter: { limits: { max-concurrent: 1, min-delay: 0ms } } }")
                .baseUrl(
                        "openrouter",
                        Objects.requireNonNull(simulators.baseUrls().get("openrouter")))
                .credential("openrouter", Secret.of("sk-simulated"))
                .build();
    }
}

package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.embeddings.EmbeddingRequest;
import dev.sluice.openrouter.embeddings.RerankRequest;
import dev.sluice.openrouter.images.ImageRequest;
import dev.sluice.openrouter.responses.ResponseRequest;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be right is refused before anything is sent. */
class OpenRouterModuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://openrouter.ai",
                "https://openrouter.ai/api",
                "https://openrouter.ai/v1",
                "https://openrouter.ai/api/v1/chat/completions",
                "https://proxy.example/api/v1/v1/"
            })
    void baseUrl_whosePathCannotBeRight_isRefused(String address) {
        try (Sluice sluice = sluice(address)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sluice.client(OpenRouterClient.class))
                    .withMessageContaining("expected: one to which /chat/completions is appended");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://openrouter.ai/api/v1",
                "https://openrouter.ai/api/v1/",
                "https://eu.openrouter.ai/api/v1",
                "https://proxy.example/openrouter",
                "http://localhost:1"
            })
    void baseUrl_thatMayBeRight_isTaken(String address) {
        try (Sluice sluice = sluice(address)) {
            assertThat(sluice.client(OpenRouterClient.class)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource
    void blankModel_isRefused(Function<String, Object> request) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.apply(" "))
                .withMessage("model: blank (expected: an id such as openai/gpt-4o-mini)");
    }

    static Stream<Function<String, Object>> blankModel_isRefused() {
        return Stream.of(
                ChatRequest::to, ResponseRequest::to, EmbeddingRequest::to, RerankRequest::to, ImageRequest::to);
    }

    private static Sluice sluice(String address) {
        return Sluice.builder()
                .environment(Map.of())
                .baseUrl("openrouter", URI.create(address))
                .credential("openrouter", Secret.of(Wire.CANARY))
                .build();
    }
}

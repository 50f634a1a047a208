package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import dev.sluice.client.CallMetadata;
import dev.sluice.client.CallOptions;
import dev.sluice.client.CallResult;
import dev.sluice.client.Sluice;
import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.embeddings.EmbeddingRequest;
import dev.sluice.openrouter.responses.Response;
import dev.sluice.openrouter.responses.ResponseRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration asks OpenRouter for in headers, and what comes back. */
class RequestHeadersTest {
    private static final ChatRequest HELLO = ChatRequest.to("a/b").user("hello").build();
    private static final String ALL =
            "    answers: { router-metadata: true, cache: true, cache-ttl: 10m, cache-clear: true }\n"
                    + "    app: { referer: \"https://bot.example\", title: Bot, categories: [personal-agent, general-chat] }";
    private static final String METADATA =
            "\"openrouter_metadata\":{\"requested\":\"a/b\",\"strategy\":\"direct\",\"attempt\":2,"
                    + "\"endpoints\":{\"total\":1,\"available\":[{\"provider\":\"P\",\"model\":\"a/b\",\"selected\":true}]},"
                    + "\"attempts\":[{\"provider\":\"Q\",\"status\":502}]},";

    @Test
    void chat_everythingSet_isSent() {
        try (Wire wire = new Wire(1, ALL)) {
            wire.answers(Answers.text("hi"));
            wire.client.chat(HELLO);

            assertThat(ours(wire))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "http-referer", "https://bot.example",
                            "x-openrouter-title", "Bot",
                            "x-openrouter-categories", "personal-agent,general-chat",
                            "x-openrouter-metadata", "enabled",
                            "x-openrouter-cache", "true",
                            "x-openrouter-cache-ttl", "600",
                            "x-openrouter-cache-clear", "true"));
        }
    }

    @Test
    void chat_nothingSet_nothingIsSent() {
        try (Wire wire = new Wire(1)) {
            wire.answers(Answers.text("hi"));
            wire.client.chat(HELLO);

            assertThat(ours(wire)).isEmpty();
        }
    }

    @Test
    void cacheOff_isSent_sinceAPresetMaySayOtherwise() {
        try (Wire wire = new Wire(1, "    answers: { cache: false }")) {
            wire.answers(Answers.text("hi"));
            wire.client.chat(HELLO);

            assertThat(ours(wire)).isEqualTo(Map.of("x-openrouter-cache", "false"));
        }
    }

    @Test
    void embeddings_haveTheCacheAlone_modelsHaveNeither() {
        try (Wire wire = new Wire(1, "    answers: { router-metadata: true, cache: true }")) {
            wire.answersAt("/embeddings", Answers.json(200, "{\"data\":[]}"));
            wire.client.embeddings().embed(EmbeddingRequest.to("a/b").input("x").build());
            assertThat(ours(wire)).isEqualTo(Map.of("x-openrouter-cache", "true"));

            wire.answersAt("/models", Answers.json(200, "{\"data\":[]}"));
            wire.client.models().list();
            assertThat(ours(wire)).isEmpty();
        }
    }

    @Test
    void responses_haveBoth_andTheirRoutingIsTyped() {
        try (Wire wire = new Wire(1, "    answers: { router-metadata: true, cache-ttl: 1s }")) {
            wire.answersAt("/responses", Answers.json(200, "{" + METADATA + "\"output\":[]}"));

            Response answer = wire.client
                    .responses()
                    .create(ResponseRequest.to("a/b").input("x").build());

            assertThat(ours(wire)).isEqualTo(Map.of("x-openrouter-metadata", "enabled", "x-openrouter-cache-ttl", "1"));
            assertThat(routing(answer.openrouterMetadata())).isEqualTo("direct 2 P 502");
        }
    }

    @Test
    void chat_hit_tellsSoInItsHeaders_isFree_andItsRoutingIsTyped() {
        try (Wire wire = new Wire(1, "    answers: { cache: true }")) {
            String hit = Answers.completion("hi")
                    .replace("{\"id\"", "{" + METADATA + "\"id\"")
                    .replace("\"total_tokens\":3,\"cost\":0.001", "\"total_tokens\":0,\"cost\":0");
            wire.answers(Answers.json(200, hit)
                    .withHeader("X-OpenRouter-Cache-Status", "HIT")
                    .withHeader("X-OpenRouter-Cache-Age", "12"));

            CallResult<ChatCompletion> result = CallOptions.none().answer(() -> wire.client.chat(HELLO));

            assertThat(result.metadata().header("x-openrouter-cache-status")).contains("HIT");
            assertThat(result.metadata().header("X-OpenRouter-Cache-Age")).contains("12");
            assertThat(Objects.requireNonNull(result.value().usage()).totalCost())
                    .contains(BigDecimal.ZERO);
            assertThat(routing(result.value().openrouterMetadata())).isEqualTo("direct 2 P 502");
        }
    }

    @Test
    void chatStream_hit_tellsSoInItsMetadata_andItsRoutingIsTyped() {
        try (Wire wire = new Wire(1, "    answers: { cache: true }")) {
            wire.answers(Answers.stream(
                            Answers.piece("hi"),
                            Answers.finish("stop").replace("{\"id\"", "{" + METADATA + "\"id\""),
                            "data: [DONE]")
                    .withHeader("X-OpenRouter-Cache-Status", "HIT"));

            try (ChatStream stream = wire.client.chatStream(HELLO)) {
                CallMetadata metadata = stream.metadata();

                assertThat(metadata.header("X-OpenRouter-Cache-Status")).contains("HIT");
                assertThat(routing(stream.toCompletion().openrouterMetadata())).isEqualTo("direct 2 P 502");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "answers: { cache-ttl: 0s } | providers.openrouter.answers.cache-ttl: | out of range",
                "answers: { cache-ttl: 1500ms } | providers.openrouter.answers.cache-ttl: | out of range",
                "answers: { cache-ttl: 25h } | providers.openrouter.answers.cache-ttl: | out of range",
                "answers: { cache: false, cache-ttl: 5m } | providers.openrouter.answers.cache: | off, and yet",
                "answers: { cache: false, cache-clear: true } | providers.openrouter.answers.cache: | off, and yet",
                "answers: { cache: maybe } | providers.openrouter.answers.cache: | (expected: ",
                "answers: { cache-tll: 5m } | providers.openrouter.answers.cache-tll: | (expected: ",
                "app: { categories: [a, b, c] } | providers.openrouter.app.categories: | not usable",
                "app: { categories: [Agent] } | providers.openrouter.app.categories: | not usable",
                "app: { categories: [\"a,b\"] } | providers.openrouter.app.categories: | not usable",
                "app: { categories: [abcdefghijabcdefghijabcdefghijx] } | providers.openrouter.app.categories: | not usable",
                "app: { title: \"Bot\\nX-Evil: 1\" } | providers.openrouter.app.title: | no header can hold it",
                "app: { title: \" \" } | providers.openrouter.app.title: | no header can hold it",
            })
    void badValue_isRefused_withItsPlace(String section, String place, String fact) {
        var sluice = Sluice.builder()
                .config("providers:\n  openrouter:\n    " + section)
                .environment(Map.of());

        assertThatThrownBy(() -> sluice.build().close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(fact);
    }

    private static String routing(@Nullable RouterMetadata told) {
        RouterMetadata metadata = Objects.requireNonNull(told);
        RouterMetadata.Endpoints endpoints = Objects.requireNonNull(metadata.endpoints());
        List<RouterMetadata.Attempt> attempts = Objects.requireNonNull(metadata.attempts());
        return metadata.strategy() + " " + metadata.attempt() + " "
                + Objects.requireNonNull(endpoints.available()).get(0).provider() + " "
                + attempts.get(0).status();
    }

    private static Map<String, String> ours(Wire wire) {
        Map<String, String> ours = new TreeMap<>();
        for (HttpHeader header : wire.request().getHeaders().all()) {
            String name = header.key().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-openrouter") || name.equals("http-referer")) {
                ours.put(name, header.firstValue());
            }
        }
        return ours;
    }
}

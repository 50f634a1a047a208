package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.account.Credits;
import dev.sluice.openrouter.account.Feedback;
import dev.sluice.openrouter.account.Generation;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.embeddings.EmbeddingRequest;
import dev.sluice.openrouter.embeddings.EmbeddingResponse;
import dev.sluice.openrouter.embeddings.RerankRequest;
import dev.sluice.openrouter.embeddings.RerankResponse;
import dev.sluice.openrouter.images.ImageEvent;
import dev.sluice.openrouter.images.ImageRequest;
import dev.sluice.openrouter.images.ImageResponse;
import dev.sluice.openrouter.models.Model;
import dev.sluice.openrouter.models.ModelQuery;
import dev.sluice.openrouter.models.Provider;
import dev.sluice.openrouter.responses.Response;
import dev.sluice.openrouter.responses.ResponseRequest;
import dev.sluice.openrouter.responses.ResponseStream;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a bot does beside chatting, offline. */
@ExtendWith(SimulatorsExtension.class)
class SimulatedRoomsTest {

    private static final String MODEL = "openai/gpt-4o-mini";

    @Test
    void models_areListedFoundCountedAndPriced(Simulators simulators) {
        try (Sluice sluice = sluice(simulators, Wire.CANARY)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);

            List<Model> all = client.models().list();
            List<Model> paged = new ArrayList<>();
            client.models().pages(ModelQuery.builder().build(), 2).forEach(paged::add);
            Model model = client.models().find(MODEL).orElseThrow();

            assertThat(all).extracting(Model::id).contains(MODEL).doesNotHaveDuplicates();
            assertThat(paged).isEqualTo(all);
            assertThat(client.models().ofUser(2)).hasSameSizeAs(all);
            assertThat(client.models().count()).isPositive();
            assertThat(Objects.requireNonNull(model.pricing()).of(1_000, 100).orElseThrow())
                    .isEqualByComparingTo("0.0015");
            assertThat(client.models().find("no/such")).isEmpty();
            assertThat(client.models().endpoints(MODEL).orElseThrow().cheapestFirst(1, 1))
                    .hasSize(1);
            assertThat(client.models().endpoints("no/such")).isEmpty();
            assertThat(client.models().withZeroRetention()).isNotEmpty();
            assertThat(client.models().providers()).extracting(Provider::slug).containsExactly("simulator");
            assertThat(client.models().catalog(Duration.ofHours(1)).find(MODEL)).contains(model);
            assertThat(client.embeddings().models(10)).isNotEmpty();
            assertThat(client.images().models()).isNotEmpty();
            assertThat(client.images().endpoints("google/gemini-2.5-flash-image"))
                    .isPresent();
            assertThat(client.images().endpoints("no/such")).isEmpty();
        }
        assertThat(simulators.openRouter().report().violations()).isZero();
    }

    @Test
    void account_tellsWhatAnAnswerCost(Simulators simulators) throws Exception {
        try (Sluice sluice = sluice(simulators, "sk-or-management-1")) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);
            ChatCompletion answer =
                    client.chat(ChatRequest.to(MODEL).user("Buy, sell or hold?").build());
            String id = Objects.requireNonNull(answer.id());

            Generation generation =
                    client.account().awaitGeneration(id, Duration.ofSeconds(20)).orElseThrow();
            Credits credits = client.account().credits();

            assertThat(generation.totalCost())
                    .isEqualByComparingTo(
                            Objects.requireNonNull(answer.usage()).totalCost().orElseThrow());
            assertThat(credits.totalUsage()).isEqualByComparingTo(generation.totalCost());
            assertThat(credits.remaining()).isPresent();
            assertThat(client.account().key().usage()).isEqualByComparingTo(generation.totalCost());
            assertThat(client.account().generation("gen-nobody")).isEmpty();
            assertThat(client.account().feedback(new Feedback(id, "latency", "slow")))
                    .isTrue();
        }
    }

    @Test
    void credits_ofAnOrdinaryKey_areDenied(Simulators simulators) {
        try (Sluice sluice = sluice(simulators, Wire.CANARY)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);

            assertThatThrownBy(() -> client.account().credits()).isInstanceOf(PermissionDeniedException.class);
        }
    }

    @Test
    void embeddingsAndRerank_goByWhatIsAlike(Simulators simulators) {
        try (Sluice sluice = sluice(simulators, Wire.CANARY)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);

            EmbeddingResponse vectors = client.embeddings()
                    .embed(EmbeddingRequest.to("openai/text-embedding-3-small")
                            .input(List.of("the fed cuts rates", "the fed cuts its rates", "rain in Spain"))
                            .dimensions(128)
                            .build());
            RerankResponse order = client.embeddings()
                    .rerank(RerankRequest.to("cohere/rerank-v3.5")
                            .query("fed rates")
                            .documents("rain in Spain", "the fed cuts rates")
                            .topN(1)
                            .build());

            assertThat(vectors.vectors()).hasSize(3);
            double near = vectors.vectors().get(0).cosine(vectors.vectors().get(1));
            assertThat(near)
                    .isGreaterThan(
                            vectors.vectors().get(0).cosine(vectors.vectors().get(2)));
            assertThat(vectors.vectors().get(0).values()).hasSize(128);
            assertThat(Objects.requireNonNull(vectors.usage()).totalCost()).isPresent();
            assertThat(order.results())
                    .extracting(RerankResponse.RerankResult::index)
                    .containsExactly(1);
        }
    }

    @Test
    void images_comeWholeAndInPieces(Simulators simulators) {
        try (Sluice sluice = sluice(simulators, Wire.CANARY)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);
            ImageRequest request = ImageRequest.to("google/gemini-2.5-flash-image")
                    .prompt("a chart")
                    .build();

            ImageResponse whole = client.images().generate(request);
            List<ImageEvent> events = new ArrayList<>();
            try (EventStream<ImageEvent> stream = client.images().stream(request)) {
                stream.forEach(events::add);
            }

            assertThat(whole.images().get(0).bytes()).startsWith(0x89, 'P', 'N', 'G');
            assertThat(events).last().matches(ImageEvent::isCompleted);
            assertThat(events)
                    .last()
                    .extracting(ImageEvent::b64Json)
                    .isEqualTo(whole.images().get(0).b64Json());
        }
    }

    @Test
    void responses_sayTheSameWholeAndInPieces(Simulators simulators) {
        try (Sluice sluice = sluice(simulators, Wire.CANARY)) {
            OpenRouterClient client = sluice.client(OpenRouterClient.class);
            ResponseRequest request = ResponseRequest.to(MODEL)
                    .instructions("be brief")
                    .input("Buy, sell or hold?")
                    .build();

            Response whole = client.responses().create(request);
            Response streamed;
            String text;
            try (ResponseStream stream = client.responses().stream(request)) {
                streamed = stream.toResponse();
                text = stream.text();
            }

            assertThat(whole.answerText()).isNotEmpty();
            assertThat(text).isEqualTo(whole.answerText()).isEqualTo(streamed.answerText());
            assertThat(Objects.requireNonNull(streamed.usage()).totalCost()).isPresent();
        }
        assertThat(simulators.openRouter().report().violations()).isZero();
    }

    private static Sluice sluice(Simulators simulators, String key) {
        URI address = Objects.requireNonNull(simulators.baseUrls().get("openrouter"));
        return Sluice.builder()
                .config("providers: { openrouter: { limits: { min-delay: 1ms } } }")
                .environment(Map.of())
                .baseUrl("openrouter", address)
                .credential("openrouter", Secret.of(key))
                .build();
    }
}

package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.search.ContentsStatus;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;

/**
 * Recorded, documented and vendor-tested traffic through the real client: what was sent is sent again, what was answered is read whole, and
 * errors become the right exceptions.
 */
class RecordedTrafficTest {
    /** Headers of the recorded body's encoding and framing, which the scripted server writes itself. */
    private static final List<String> FRAMING =
            List.of("content-length", "content-encoding", "transfer-encoding", "connection");

    private final Specs specs = Specs.of("exa");
    private final ExaServer exa = new ExaServer();

    @AfterEach
    void stop() {
        exa.close();
    }

    @TestFactory
    Stream<DynamicTest> searches() {
        return cases("recorded searches", e -> e.recorded() && e.isAt("/search"), example -> {
            JsonNode sent = example.json("request.json");
            JsonNode answered = example.json("response.json");
            SearchRequest request = ExaJson.MAPPER.treeToValue(sent, SearchRequest.class);

            SearchResponse found = search(request, example, "response.json");

            assertThat(JsonTrees.differences(
                            sent, ExaJson.MAPPER.readTree(exa.requests().get(0).getBody())))
                    .isEmpty();
            assertRead(answered, found);
        });
    }

    /** POST /contents answers in the same records; its {@code statuses} are recorded there alone. */
    @TestFactory
    Stream<DynamicTest> contents() {
        return cases("recorded contents", e -> e.recorded() && e.isAt("/contents"), example -> {
            SearchResponse found = search(SearchRequest.of("q"), example, "response.json");

            assertRead(example.json("response.json"), found);
            assertThat(found.statuses())
                    .singleElement()
                    .extracting(ContentsStatus::status)
                    .isEqualTo("success");
            assertThat(found.failures()).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> otherBodies() {
        Predicate<SpecExample> bodies = e -> e.name().equals("con-search-deep-structured")
                || (e.has("value.json") && e.name().matches("sdk-(js-unit-search|py-search_api).*"));
        return cases("documented and vendor-tested bodies", bodies, example -> {
            String suffix = example.has("value.json") ? "value.json" : "response.json";
            assertRead(example.json(suffix), search(SearchRequest.of("q"), example, suffix));
        });
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return cases("documented requests", e -> e.name().startsWith("spec-search-request"), example -> {
            JsonNode sent = example.json("request.json");
            exa.answers(200, "{}").client().search(ExaJson.MAPPER.treeToValue(sent, SearchRequest.class));

            assertThat(JsonTrees.differences(
                            sent, ExaJson.MAPPER.readTree(exa.requests().get(0).getBody())))
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> entities() {
        return cases("vendor-tested entities", e -> e.name().matches("sdk-js-unit-entities-00(19|85)"), example -> {
            JsonNode body = example.json("value.json");
            Result.Entity entity = ExaJson.MAPPER.treeToValue(body, Result.Entity.class);

            assertThat(entity.type()).isIn("company", "person");
            assertThat(entity.properties().path("name").asString()).isNotBlank();
            assertThat(JsonTrees.differences(body, ExaJson.MAPPER.valueToTree(entity)))
                    .isEmpty();
        });
    }

    /** POST /context sends its costs as text: the one form of costs that no search has been seen to use. */
    @TestFactory
    Stream<DynamicTest> costsAsText() {
        Predicate<SpecExample> contexts =
                e -> e.has("response.json") && (e.isAt("/context") || e.name().equals("con-context-cost-as-string"));
        return cases("costs as text", contexts, example -> {
            JsonNode costs = example.json("response.json").path("costDollars");
            exa.answers(200, "{\"costDollars\":" + costs + "}");

            CostDollars read = exa.client().search("q").costDollars();

            assertThat(costs.isString()).isTrue();
            JsonNode inside = ExaJson.MAPPER.readTree(costs.stringValue());
            assertThat(read.total()).isEqualByComparingTo(inside.path("total").decimalValue());
            assertThat(JsonTrees.differences(inside, ExaJson.MAPPER.valueToTree(read)))
                    .isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        return cases("errors", e -> e.status(200) >= 400, example -> {
            String suffix = example.has("response.json") ? "response.json" : "response.txt";

            ResponseException thrown =
                    catchThrowableOfType(ResponseException.class, () -> search(SearchRequest.of("q"), example, suffix));

            boolean badKey = example.name().contains("invalid_api_key");
            int status = badKey ? 401 : example.status(200);
            assertThat(thrown).isInstanceOf(exceptionFor(status));
            assertThat(thrown.status()).isEqualTo(status);
            JsonNode body = suffix.endsWith(".json") ? example.json(suffix) : ExaJson.MAPPER.createObjectNode();
            assertThat(thrown.code().orElse("")).isEqualTo(body.path("tag").asString(""));
            assertThat(thrown.providerRequestId().orElse(""))
                    .isEqualTo(body.path("requestId").asString(""));
            String words = body.path("message").asString(body.path("error").asString(""));
            assertThat(thrown.providerMessage().orElse("")).isEqualTo(words);
        });
    }

    @Test
    void handPicked() {
        Map<String, SearchResponse> read = new HashMap<>();
        for (SpecExample example : specs.examples("examples", e -> e.recorded() && e.isAt("/search"))) {
            read.put(example.name(), search(SearchRequest.of("q"), example, "response.json"));
        }

        SearchResponse fast = read.get("rec-search_fast_type-0");
        assertThat(fast.resolvedSearchType()).isEqualTo("fast");
        assertThat(fast.searchTimeMillis()).isEqualByComparingTo("399");
        assertThat(fast.costDollars().search().neural()).isEqualByComparingTo("0.005");
        assertThat(fast.results())
                .hasSize(10)
                .allSatisfy(result -> assertThat(result.text()).isNull());

        SearchResponse comprehensive = read.get("rec-search_comprehensive-0");
        assertThat(comprehensive.costDollars().total()).isEqualByComparingTo("0.019");
        assertThat(comprehensive.costDollars().contents().summary()).isEqualByComparingTo("0.005");
        assertThat(comprehensive.results())
                .extracting(result -> result.subpages().size())
                .containsExactly(0, 1, 1, 1, 1);
        assertThat(comprehensive.context()).isNotBlank();

        SearchResponse summaries = read.get("rec-search_with_summary-0");
        assertThat(summaries.results().get(0).publishedAt()).hasValue(Instant.parse("2026-01-13T00:00:00Z"));
        assertThat(summaries.results())
                .allSatisfy(result -> assertThat(result.summary()).isNotBlank());
        assertThat(summaries.costDollars().contents().text()).isNull();

        assertThat(read.get("rec-search_with_num_results-0").results()).hasSize(3);
        Result linked = read.get("rec-search_with_links-0").results().get(1);
        assertThat(linked.extras().links()).hasSize(3);
        assertThat(linked.extras().imageLinks()).hasSize(2);
        assertThat(linked.publishedAt()).hasValue(Instant.parse("2026-01-24T00:00:00Z"));
        specs.ran("hand-picked searches", read.size());
    }

    private Stream<DynamicTest> cases(String what, Predicate<SpecExample> wanted, ThrowingConsumer<SpecExample> test) {
        return specs.cases(what, specs.examples("examples", wanted), SpecExample::name, test);
    }

    private SearchResponse search(SearchRequest request, SpecExample example, String suffix) {
        Map<String, String> headers = new HashMap<>(example.headers());
        headers.keySet().removeAll(FRAMING);
        exa.answers(example.status(200), headers, example.bytes(suffix));
        return exa.client().search(request);
    }

    private static void assertRead(JsonNode answered, SearchResponse found) {
        JsonNode written = ExaJson.MAPPER.readTree(ExaJson.MAPPER.writeValueAsBytes(found));
        assertThat(JsonTrees.differences(answered, written)).isEmpty();
        assertThat(found.extra()).as("no field of a search is left untyped").isEmpty();
        assertThat(found.requestId()).isEqualTo(answered.path("requestId").asString(null));
        JsonNode total = answered.path("costDollars").path("total");
        assertThat(
                        found.costDollars() == null
                                ? BigDecimal.ZERO
                                : found.costDollars().total())
                .isEqualByComparingTo(total.isNumber() ? total.decimalValue() : BigDecimal.ZERO);
        assertThat(found.results()).hasSize(answered.path("results").size());
        for (int i = 0; i < found.results().size(); i++) {
            Result result = found.results().get(i);
            JsonNode raw = answered.path("results").get(i);
            assertThat(result.url()).isEqualTo(raw.path("url").asString());
            assertThat(result.title()).isEqualTo(raw.path("title").asString(null));
            assertThat(result.text()).isEqualTo(raw.path("text").asString(null));
            assertThat(result.extra())
                    .as("no field of a result is left untyped")
                    .isEmpty();
        }
    }

    private static Class<? extends ResponseException> exceptionFor(int status) {
        return switch (status) {
            case 400 -> InvalidRequestException.class;
            case 401 -> AuthenticationException.class;
            case 402 -> InsufficientCreditsException.class;
            case 404 -> NotFoundException.class;
            case 429 -> RateLimitedException.class;
            default -> ServerErrorException.class;
        };
    }
}

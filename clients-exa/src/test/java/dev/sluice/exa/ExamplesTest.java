package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.exa.search.ContentsRequest;
import dev.sluice.exa.search.ContentsResponse;
import dev.sluice.exa.search.ContextRequest;
import dev.sluice.exa.search.ContextResponse;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.testsupport.LeafCount;
import dev.sluice.testsupport.RoundTrip;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every example of an operation that this client has: read into records, written again, equal; and how much of it reached typed fields. */
class ExamplesTest {
    /** By path, what is sent and what is answered. */
    private static final Map<String, Class<?>[]> TYPES = Map.of(
            "/search", types(SearchRequest.class, SearchResponse.class),
            "/contents", types(ContentsRequest.class, ContentsResponse.class),
            "/answer", types(AnswerRequest.class, AnswerResponse.class),
            "/context", types(ContextRequest.class, ContextResponse.class),
            "/research/v1", types(ResearchRequest.class, ResearchTask.class));

    /** Bodies without a path, by name. */
    private static final Map<String, Class<?>> BY_NAME = Map.of(
            "sdk-js-unit-search-.*", SearchResponse.class,
            "sdk-py-search_api-.*", SearchResponse.class,
            "sdk-js-unit-entities-00(19|85)", Result.Entity.class,
            "sdk-js-unit-entities-0177", Result.class,
            "sdk-py-agent-128", AgentRunRequest.class,
            "con-search-deep-structured", SearchResponse.class,
            "con-context-cost-as-string", ContextResponse.class);

    /** Of operations that this client leaves out (see the README), errors (see RecordedTrafficTest) and streams (StreamExamplesTest). */
    private static final Pattern ELSEWHERE = Pattern.compile(
            ".*webset.*|rec-imports.*|rec-cancel_.*|rec-delete_.*|rec-update_.*|.*monitors.*|con-batch.*|con-error.*|.*-stream.*|con-blocking.*|"
                    + "sdk-py-agent-340");

    private final Specs specs = Specs.of("exa");
    private final List<String> unread = new ArrayList<>();

    @Test
    void everyExample_isWrittenAsItWasRead() {
        RoundTrip recorded = new RoundTrip(ExaJson.MAPPER);
        RoundTrip others = new RoundTrip(ExaJson.MAPPER);
        RoundTrip requests = new RoundTrip(ExaJson.MAPPER);
        for (SpecExample example : specs.examples("examples", e -> true)) {
            if (example.has("request.json") && path(example) != null) {
                requests.same(example.json("request.json"), path(example)[0]);
            }
            JsonNode body = body(example);
            Class<?> type = body == null ? null : answerType(example);
            if (type != null) {
                (example.recorded() ? recorded : others).same(body, type);
            }
        }

        assertThat(unread).as("examples that nothing reads").isEmpty();
        specs.ran("requests", requests.bodies());
        specs.ran("recorded answers", recorded.bodies());
        specs.ran("other answers", others.bodies());
        System.out.print(recorded.report());
        assertThat(requests.bodies()).isGreaterThanOrEqualTo(17);
        assertThat(recorded.bodies()).isGreaterThanOrEqualTo(14);
        assertThat(others.bodies()).isGreaterThanOrEqualTo(18);
        assertThat(requests.leaves().extra())
                .as("only the fields that Exa has given up")
                .isLessThanOrEqualTo(8);
        LeafCount leaves = recorded.leaves();
        assertThat(leaves.extra()).isZero();
        assertThat(leaves.typedShare()).isGreaterThanOrEqualTo(0.95);
    }

    private Class<?> answerType(SpecExample example) {
        for (Map.Entry<String, Class<?>> named : BY_NAME.entrySet()) {
            if (example.name().matches(named.getKey())) {
                return named.getValue();
            }
        }
        if (path(example) != null) {
            return path(example)[1];
        }
        if (!ELSEWHERE.matcher(example.name()).matches()) {
            unread.add(example.name());
        }
        return null;
    }

    private static Class<?>[] path(SpecExample example) {
        String path = example.meta().path("path").asString("");
        return TYPES.get(path.startsWith("/research/v1/") ? "/research/v1" : path);
    }

    private static JsonNode body(SpecExample example) {
        if (example.has("value.json")) {
            return example.json("value.json");
        }
        return example.has("response.json") ? costsAsObject(example.json("response.json")) : null;
    }

    /** Costs that came as text are written as the object that the text holds. */
    private static JsonNode costsAsObject(JsonNode body) {
        if (body instanceof ObjectNode object && object.path("costDollars").isString()) {
            object.set(
                    "costDollars",
                    ExaJson.MAPPER.readTree(object.path("costDollars").stringValue()));
        }
        return body;
    }

    @Test
    void listOfAgentEvents_isWrittenAsItWasRead() {
        SpecExample list = specs.examples("examples", e -> e.name().equals("sdk-py-agent-340"))
                .get(0);
        RoundTrip trip = new RoundTrip(ExaJson.MAPPER);
        for (JsonNode event : list.json("value.json").path("data")) {
            assertThat(trip.same(event, AgentEvent.class).run().orElseThrow().status())
                    .isEqualTo("queued");
        }
        assertThat(trip.bodies()).isEqualTo(1);
        specs.ran("listed agent events", trip.bodies());
    }

    private static Class<?>[] types(Class<?>... types) {
        return types;
    }

    @Test
    void table_namesNoTypeTwice() {
        Map<Class<?>, String> seen = new LinkedHashMap<>();
        TYPES.forEach((path, types) -> {
            for (Class<?> type : types) {
                assertThat(seen.put(type, path)).isNull();
            }
        });
    }
}

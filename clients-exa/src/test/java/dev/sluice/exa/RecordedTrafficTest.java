package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every recorded, documented or vendor-tested body that these records describe is read and written back without loss. */
class RecordedTrafficTest {
    /** Bodies of POST /search, and of siblings that answer in the same records. */
    private static final List<String> SAME_RECORDS = List.of("/search", "/contents");

    private final Specs specs = Specs.of("exa");

    @TestFactory
    Stream<DynamicTest> searchBodies_survive() {
        List<SpecExample> bodies = specs.examples("examples", RecordedTrafficTest::isSearchAnswer);
        return specs.cases("search bodies", bodies, SpecExample::name, example -> {
            JsonNode body = example.json(example.has("response.json") ? "response.json" : "value.json");
            survives(body, SearchResponse.class);
        });
    }

    @TestFactory
    Stream<DynamicTest> searchRequests_survive() {
        List<SpecExample> requests = specs.examples(
                "examples",
                e -> e.has("request.json") && (e.isAt("/search") || e.name().startsWith("spec-search")));
        return specs.cases(
                "search requests",
                requests,
                SpecExample::name,
                e -> survives(e.json("request.json"), SearchRequest.class));
    }

    private static boolean isSearchAnswer(SpecExample example) {
        return (example.has("response.json") && SAME_RECORDS.stream().anyMatch(example::isAt))
                || example.name().equals("con-search-deep-structured")
                || (example.has("value.json")
                        && (example.name().startsWith("sdk-js-unit-search")
                                || example.name().startsWith("sdk-py-search_api")));
    }

    private static <T> void survives(JsonNode body, Class<T> type) {
        T read = ExaJson.MAPPER.treeToValue(body, type);
        JsonNode written = ExaJson.MAPPER.readTree(ExaJson.MAPPER.writeValueAsBytes(read));
        assertThat(JsonTrees.differences(body, written)).isEmpty();
    }
}

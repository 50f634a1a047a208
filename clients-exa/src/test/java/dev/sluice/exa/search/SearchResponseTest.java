package dev.sluice.exa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.internal.IsoInstants;
import dev.sluice.testsupport.JsonTrees;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class SearchResponseTest {
    private static final String TYPICAL = """
            {"requestId":"r1","resolvedSearchType":"","searchTime":631.3,"autoDate":"2026-11-01",
             "results":[{"id":"https://a.example/","url":"https://a.example/","title":"A","author":"","publishedDate":"2026-11-20T08:30:00.000Z",
               "score":0.5031001567840576,"text":"body","highlights":["h1","h2"],"highlightScores":[0.9,0.8],"summary":"s",
               "extras":{"links":["https://b.example"],"imageLinks":[],"codeBlocks":["x"]},
               "subpages":[{"url":"https://a.example/sub","author":null}],
               "entities":[{"id":"e1","type":"a-type-of-tomorrow","version":1,"properties":{"name":"E","workforce":{"total":5}}}],
               "newField":{"deep":[null]}}],
             "output":{"content":{"answer":42},"grounding":[{"field":"answer","confidence":"certain","citations":[{"url":"u","title":""}]}]},
             "costDollars":{"total":0.0070,"search":{"neural":0.005},"contents":{"text":0.002,"audio":0.1},"tax":1e-7},
             "statuses":[{"id":"a","status":"success"},{"id":"b","status":"error","error":{"tag":"CRAWL_TIMEOUT","httpStatusCode":504}}],
             "another":"kept"}""";

    @Test
    void read_givesTypedContent() {
        SearchResponse response = read(TYPICAL);

        assertThat(response.requestId()).isEqualTo("r1");
        assertThat(response.searchTimeMillis()).isEqualTo("631.3");
        Result first = response.results().get(0);
        assertThat(first.publishedAt()).hasValue(Instant.parse("2026-11-20T08:30:00Z"));
        assertThat(first.score()).isEqualTo(0.5031001567840576);
        assertThat(first.highlights()).containsExactly("h1", "h2");
        assertThat(first.subpages()).singleElement().extracting(Result::author).isNull();
        assertThat(first.entities()).singleElement().satisfies(entity -> {
            assertThat(entity.type()).isEqualTo("a-type-of-tomorrow");
            assertThat(entity.properties().at("/workforce/total").asInt()).isEqualTo(5);
        });
        assertThat(response.output().text()).isEmpty();
        assertThat(response.output().content().path("answer").asInt()).isEqualTo(42);
        assertThat(response.output().grounding().get(0).citations().get(0).url())
                .isEqualTo("u");
        assertThat(response.costDollars().total()).isEqualTo("0.0070");
        assertThat(response.costDollars().contents().text()).isEqualTo("0.002");
        assertThat(response.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("b");
            assertThat(failure.error().tag()).isEqualTo("CRAWL_TIMEOUT");
            assertThat(failure.error().httpStatusCode()).isEqualTo(504);
        });
    }

    @Test
    void unknownFields_areKept_andWrittenBack() {
        SearchResponse response = read(TYPICAL);

        assertThat(response.extra()).containsOnlyKeys("another");
        assertThat(response.results().get(0).extra()).containsOnlyKeys("newField");
        assertThat(response.results().get(0).extras().extra()).containsOnlyKeys("codeBlocks");
        assertThat(response.costDollars().extra().get("tax").decimalValue()).isEqualByComparingTo("0.0000001");
        assertThat(response.costDollars().contents().extra()).containsOnlyKeys("audio");
        assertThat(JsonTrees.differences(ExaJson.MAPPER.readTree(TYPICAL), written(response)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"requestId\":null,\"results\":null,\"output\":null,\"costDollars\":null,\"searchTime\":null,\"statuses\":null}",
                "{\"results\":[],\"costDollars\":\"\",\"statuses\":[]}",
            })
    void missingNullAndEmpty_areNoErrors(String body) {
        SearchResponse response = read(body);

        assertThat(response.requestId()).isNull();
        assertThat(response.results()).isEmpty();
        assertThat(response.output()).isNull();
        assertThat(response.costDollars()).isNull();
        assertThat(response.failures()).isEmpty();
    }

    @Test
    void nullsInsideResults_areNoErrors() {
        Result result =
                read("{\"results\":[{\"id\":null,\"url\":null,\"title\":null,\"score\":null,\"highlights\":null,\"extras\":null}]}")
                        .results()
                        .get(0);

        assertThat(result.title()).isNull();
        assertThat(result.score()).isNull();
        assertThat(result.highlights()).isEmpty();
        assertThat(result.publishedAt()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.005 | 0.005",
                "7 | 7",
                "\"0.0050\" | 0.0050",
                "\"{\\\"total\\\":0.025,\\\"search\\\":{\\\"neural\\\":0.025}}\" | 0.025",
                "{\"total\":\"0.1\"} | 0.1",
            })
    void costs_areReadInEveryForm(String json, BigDecimal total) {
        assertThat(read("{\"costDollars\":" + json + "}").costDollars().total()).isEqualTo(total);
    }

    /** An answer that was paid for is not thrown away over the shape of its bill: research and agents already have other ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"total\":0.005,\"search\":0.004}", "{\"total\":0.005,\"contents\":[1],\"summary\":{\"a\":1}}"
            })
    void costs_partsOfAnotherShape_areKeptAsUnknown(String json) {
        SearchResponse found = read("{\"costDollars\":" + json + "}");

        assertThat(found.costDollars().total()).isEqualTo("0.005");
        assertThat(found.costDollars().extra()).isNotEmpty();
        assertThat(written(found).path("costDollars")).isEqualTo(ExaJson.MAPPER.readTree(json));
    }

    @Test
    void failures_ofANullInTheirMidst_areTheOthers() {
        String statuses =
                "{\"statuses\":[null,{\"id\":\"u\",\"status\":\"error\",\"error\":null},{\"status\":\"of_tomorrow\"}]}";

        assertThat(read(statuses).failures()).extracting(ContentsStatus::id).containsExactly("u");
        assertThat(ExaJson.MAPPER.readValue(statuses, ContentsResponse.class).failures())
                .extracting(ContentsStatus::id)
                .containsExactly("u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cheap\"", "[1]", "{\"total\":\"cheap\"}", "\"[]\""})
    void costs_unreadable_areErrors_notSilence(String json) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("{\"costDollars\":" + json + "}"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20,2026-11-20T00:00:00Z", "2026-11-20T10:00:00+02:00,2026-11-20T08:00:00Z"})
    void publishedAt_readsDatesAndOffsets(String text, Instant instant) {
        assertThat(IsoInstants.parse(text)).hasValue(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yesterday", "2026-13-01", "2026"})
    void publishedAt_unreadable_isNothing(String text) {
        assertThat(IsoInstants.parse(text)).isEmpty();
    }

    @Test
    void textOutput_isText() {
        assertThat(read("{\"output\":{\"content\":\"Hello\"}}").output().text()).hasValue("Hello");
    }

    private static SearchResponse read(String body) {
        return ExaJson.MAPPER.readValue(body, SearchResponse.class);
    }

    private static JsonNode written(Object value) {
        return ExaJson.MAPPER.readTree(ExaJson.MAPPER.writeValueAsBytes(value));
    }
}

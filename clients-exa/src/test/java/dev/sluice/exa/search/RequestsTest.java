package dev.sluice.exa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.exa.internal.ExaJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;

/** What is sent by contents, find similar and context, to the letter. */
class RequestsTest {
    @Test
    void contents_standBesideThePages() {
        Contents contents = Contents.builder()
                .text(100)
                .summary(SummaryOptions.about("why"))
                .maxAgeHours(0)
                .build();

        assertThat(json(ContentsRequest.of(contents, "https://a.example", "https://b.example")))
                .isEqualTo("{\"urls\":[\"https://a.example\",\"https://b.example\"],\"text\":{\"maxCharacters\":100},"
                        + "\"summary\":{\"query\":\"why\"},\"maxAgeHours\":0}");
        assertThat(json(ContentsRequest.of(Contents.builder().build(), "u"))).isEqualTo("{\"urls\":[\"u\"]}");
    }

    @Test
    void contents_areReadAsTheyAreWritten() {
        String wire = "{\"urls\":[\"u\"],\"highlights\":true,\"later\":{\"x\":1}}";

        ContentsRequest read = ExaJson.MAPPER.readValue(wire, ContentsRequest.class);

        assertThat(read.urls()).containsExactly("u");
        assertThat(read.contents().highlights()).isEqualTo(HighlightsOptions.DEFAULT);
        assertThat(read.contents().extra()).containsOnlyKeys("later");
        assertThat(json(read)).isEqualTo(wire);
    }

    @Test
    void contents_ofNoPage_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentsRequest.of(Contents.builder().build()))
                .withMessageContaining("urls");
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> ExaJson.MAPPER.readValue("{\"text\":true}", ContentsRequest.class));
    }

    @Test
    void findSimilar_sendsEverythingInDeclaredOrder() {
        FindSimilarRequest request = FindSimilarRequest.builder("https://a.example")
                .numResults(3)
                .excludeSourceDomain(true)
                .category("news")
                .includeDomains("b.example")
                .excludeDomains("c.example", "d.example")
                .publishedFrom(Instant.EPOCH)
                .publishedUntil(Instant.parse("2026-02-01T00:00:00Z"))
                .contents(Contents.builder().text(TextOptions.DEFAULT).build())
                .extra("later", BooleanNode.TRUE)
                .build();

        assertThat(json(request))
                .isEqualTo(
                        "{\"url\":\"https://a.example\",\"numResults\":3,\"excludeSourceDomain\":true,\"category\":\"news\","
                                + "\"includeDomains\":[\"b.example\"],\"excludeDomains\":[\"c.example\",\"d.example\"],"
                                + "\"startPublishedDate\":\"1970-01-01T00:00:00Z\",\"endPublishedDate\":\"2026-02-01T00:00:00Z\","
                                + "\"contents\":{\"text\":true},\"later\":true}");
        assertThat(ExaJson.MAPPER.readValue(json(request), FindSimilarRequest.class))
                .isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blankSubjects_areRefused(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FindSimilarRequest.builder(blank).build())
                .withMessageContaining("url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContextRequest.of(blank))
                .withMessageContaining("query");
    }

    @Test
    void context_asksForTokens_orLeavesItToExa() {
        assertThat(json(ContextRequest.of("pandas"))).isEqualTo("{\"query\":\"pandas\",\"tokensNum\":\"dynamic\"}");
        assertThat(json(ContextRequest.of("pandas", 5_000))).isEqualTo("{\"query\":\"pandas\",\"tokensNum\":5000}");
        assertThat(json(new ContextRequest("pandas", null, Map.of("later", IntNode.valueOf(1)))))
                .isEqualTo("{\"query\":\"pandas\",\"later\":1}");
    }

    @Test
    void highlights_mayShareOneBudget() {
        assertThat(json(new HighlightsOptions(null, null, true, Map.of()))).isEqualTo("{\"dynamic\":true}");
    }

    @Test
    void streamed_changesNothingElse() {
        SearchRequest request = SearchRequest.builder("q")
                .type(SearchType.DEEP)
                .additionalQueries("q2")
                .flags("f")
                .build();

        assertThat(request.streamed(true).stream()).isTrue();
        assertThat(request.streamed(true).streamed(null)).isEqualTo(request);
        assertThat(request.flags()).isEqualTo(List.of("f"));
    }

    private static String json(Object value) {
        return ExaJson.MAPPER.writeValueAsString(value);
    }
}

package dev.sluice.exa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.exa.internal.ExaJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

class SearchRequestTest {
    @Test
    void plain_sendsTheQueryAlone_andAsksForNoContents() {
        assertThat(json(SearchRequest.of("rain in Zurich"))).isEqualTo("{\"query\":\"rain in Zurich\"}");
    }

    @Test
    void everything_isSentInDeclaredOrder() {
        SearchRequest request = SearchRequest.builder("q")
                .type(SearchType.DEEP)
                .numResults(3)
                .category("news")
                .includeDomains("a.example", "b.example")
                .excludeDomains("c.example")
                .publishedFrom(Instant.parse("2026-01-01T00:00:00Z"))
                .publishedUntil(Instant.parse("2026-02-01T00:00:00Z"))
                .includeText("must")
                .excludeText("must not")
                .userLocation("CH")
                .moderation(true)
                .additionalQueries("q2")
                .systemPrompt("be brief")
                .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"text\"}"))
                .contents(
                        Contents.builder().highlights(HighlightsOptions.DEFAULT).build())
                .compliance("hipaa")
                .flags("x")
                .extra("later", ExaJson.MAPPER.readTree("[\"y\"]"))
                .build();

        assertThat(json(request))
                .isEqualTo("{\"query\":\"q\",\"type\":\"deep\",\"numResults\":3,\"category\":\"news\","
                        + "\"includeDomains\":[\"a.example\",\"b.example\"],\"excludeDomains\":[\"c.example\"],"
                        + "\"startPublishedDate\":\"2026-01-01T00:00:00Z\",\"endPublishedDate\":\"2026-02-01T00:00:00Z\","
                        + "\"includeText\":[\"must\"],\"excludeText\":[\"must not\"],\"userLocation\":\"CH\",\"moderation\":true,"
                        + "\"additionalQueries\":[\"q2\"],\"systemPrompt\":\"be brief\",\"outputSchema\":{\"type\":\"text\"},"
                        + "\"compliance\":\"hipaa\",\"flags\":[\"x\"],"
                        + "\"contents\":{\"highlights\":true},\"later\":[\"y\"]}");
    }

    @Test
    void contents_optionsOrTrue() {
        Contents contents = Contents.builder()
                .text(1000)
                .highlights(HighlightsOptions.about("why"))
                .summary(SummaryOptions.DEFAULT)
                .livecrawlTimeout(Duration.ofSeconds(5))
                .maxAgeHours(-1)
                .snapshotAsOf(Instant.EPOCH)
                .filterEmptyResults(false)
                .subpages(2, "about")
                .extras(3, 1)
                .extra("later", BooleanNode.TRUE)
                .build();

        assertThat(json(Contents.builder().subpages(1, "a", "b").build())).contains("\"subpageTarget\":[\"a\",\"b\"]");
        assertThat(json(contents))
                .isEqualTo("{\"text\":{\"maxCharacters\":1000},\"highlights\":{\"query\":\"why\"},\"summary\":true,"
                        + "\"livecrawlTimeout\":5000,\"maxAgeHours\":-1,\"snapshotAsOf\":\"1970-01-01T00:00:00Z\","
                        + "\"filterEmptyResults\":false,\"subpages\":2,\"subpageTarget\":\"about\","
                        + "\"extras\":{\"links\":3,\"imageLinks\":1},\"later\":true}");
    }

    @Test
    void options_setOnesAlone() {
        assertThat(json(new TextOptions(
                        null, true, "full", List.of("body"), List.of(), Map.of("z", StringNode.valueOf("1")))))
                .isEqualTo(
                        "{\"includeHtmlTags\":true,\"verbosity\":\"full\",\"includeSections\":[\"body\"],\"excludeSections\":[],\"z\":\"1\"}");
        assertThat(json(SummaryOptions.about("why"))).isEqualTo("{\"query\":\"why\"}");
        assertThat(json(TextOptions.DEFAULT)).isEqualTo("true");
        assertThat(json(Contents.builder().build())).isEqualTo("{}");
    }

    @Test
    void read_takesFlagsAndSingleValues() {
        Contents contents = ExaJson.MAPPER.readValue(
                "{\"text\":true,\"highlights\":false,\"summary\":{\"query\":\"x\",\"odd\":1},\"subpageTarget\":\"one\"}",
                Contents.class);

        assertThat(contents.text()).isEqualTo(TextOptions.DEFAULT);
        assertThat(contents.highlights()).isNull();
        assertThat(contents.summary().query()).isEqualTo("x");
        assertThat(contents.summary().extra()).containsOnlyKeys("odd");
        assertThat(contents.subpageTarget()).containsExactly("one");
    }

    @Test
    void unknownType_isSentAsItIs() {
        assertThat(json(SearchRequest.builder("q")
                        .type(SearchType.of("telepathic"))
                        .build()))
                .contains("\"type\":\"telepathic\"");
        assertThat(ExaJson.MAPPER
                        .readValue("{\"query\":\"q\",\"type\":\"fast\"}", SearchRequest.class)
                        .type())
                .isEqualTo(SearchType.FAST);
        assertThat(SearchType.AUTO).hasToString("auto");
    }

    @Test
    void withoutQuery_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRequest.of(" "))
                .withMessageContaining("query");
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> ExaJson.MAPPER.readValue("{}", SearchRequest.class));
    }

    private static String json(Object value) {
        return ExaJson.MAPPER.writeValueAsString(value);
    }
}

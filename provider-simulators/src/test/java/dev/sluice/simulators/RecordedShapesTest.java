package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the simulators send has no field and no type that the real providers' recorded or documented bodies do not have. */
class RecordedShapesTest {
    private static final String CHAT =
            "{\"model\":\"a/b\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withLatency(Latency.none()));

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void exa_searchBody_isOfTheRecordedShape() throws Exception {
        Specs specs = Specs.of("exa");
        List<SpecExample> recorded = specs.examples(
                "examples", example -> example.recorded() && example.isAt("/search") && example.has("response.json"));
        Shape real = Shape.of();
        recorded.forEach(example -> real.and(example.json("response.json")));
        specs.ran("shape of /search", recorded.size());

        URI exa = simulators.exa().baseUrls().get("exa");
        String query =
                "{\"query\":\"ruby\",\"numResults\":10,\"contents\":{\"text\":true,\"highlights\":true,\"summary\":true}}";
        Shape ours = Shape.of(Http.json(Http.post(exa, "/search", query)));

        assertThat(recorded).hasSizeGreaterThan(3);
        // Highlights were never recorded with a search; the notes on the public API have them as lists of texts and
        // numbers.
        real.and(
                Http.MAPPER.readTree(
                        "{\"results\":[{\"highlights\":[\"\"],\"highlightScores\":[0.5]}],\"costDollars\":{\"contents\":{\"highlights\":1}}}"));
        assertThat(ours.unknownTo(real)).isEmpty();
        assertThat(ours.places()).contains(".requestId", ".results[].url", ".costDollars.total");
    }

    @Test
    void exa_errors_areOfTheDocumentedShape() throws Exception {
        Specs specs = Specs.of("exa");
        Shape real = Shape.of(specs.json("examples/con-error-429-rate_limit_exceeded.response.json"));
        URI exa = simulators.exa().baseUrls().get("exa");
        simulators.exa().inject(Fault.status(429));

        HttpResponse<String> refused = Http.post(exa, "/search", "{\"query\":\"x\"}");
        assertThat(Shape.of(Http.json(refused)).places()).isEqualTo(real.places());
        assertThat(Http.json(refused).path("error").asString())
                .isEqualTo(specs.json("examples/con-error-429-rate_limit_exceeded.response.json")
                        .path("error")
                        .asString());
    }

    @Test
    void openRouter_blockingBody_isOfTheRecordedShape() throws Exception {
        Specs specs = Specs.of("openrouter");
        List<SpecExample> recorded = specs.examples(
                "examples",
                example -> example.recorded()
                        && example.isAt("/api/v1/chat/completions")
                        && example.status(0) == 200
                        && example.has("response.json"));
        Shape real = Shape.of();
        recorded.forEach(example -> real.and(example.json("response.json")));
        specs.ran("shape of blocking chat", recorded.size());

        HttpResponse<String> ours = chat(false);
        assertThat(recorded).hasSizeGreaterThan(20);
        assertThat(Shape.of(Http.json(ours)).unknownTo(real)).isEmpty();
        assertThat(recorded.stream()
                        .filter(example -> example.text("response.json").startsWith("\n         \n")))
                .isNotEmpty();
        assertThat(ours.body()).startsWith("\n         \n");
    }

    @Test
    void openRouter_streamedEvents_areOfTheRecordedShape() throws Exception {
        Specs specs = Specs.of("openrouter");
        List<SpecExample> recorded = specs.examples(
                "examples",
                example ->
                        example.recorded() && example.isAt("/api/v1/chat/completions") && example.has("response.sse"));
        Shape real = Shape.of();
        recorded.forEach(example -> events(example.text("response.sse")).forEach(real::and));
        specs.ran("shape of chat events", recorded.size());

        List<JsonNode> ours = events(chat(true).body());
        assertThat(recorded).isNotEmpty();
        assertThat(ours).hasSizeGreaterThan(3);
        assertThat(Shape.of(ours.toArray(JsonNode[]::new)).unknownTo(real)).isEmpty();
    }

    @Test
    void openRouter_missingKey_isTheRecordedBody() throws Exception {
        Specs specs = Specs.of("openrouter");
        String recorded =
                specs.text("examples/rec-ruby-chat_error_handling_with_raises_appropriate_auth_error-0.response.json");
        URI base = simulators.openRouter().baseUrls().get("openrouter");
        assertThat(Http.send(Http.anonymous(base, "/chat/completions").GET()).body())
                .isEqualTo(recorded.strip());
    }

    @Test
    void daytona_sandbox_hasEveryFieldOfTheExampleWithItsType() throws Exception {
        Specs specs = Specs.of("daytona");
        JsonNode example = specs.json("examples/api-create-ephemeral.json")
                .path("response")
                .path("body");
        URI api = simulators.daytona().baseUrls().get("daytona_api");
        JsonNode ours = Http.json(Http.post(
                api, "/sandbox", "{\"labels\":{\"code-toolbox-language\":\"python\",\"owner\":\"o\",\"run\":\"r\"}}"));

        Set<String> missing = new TreeSet<>(Shape.of(example).unknownTo(Shape.of(ours)));
        assertThat(missing).containsExactly(".runnerId [STRING]");
        assertThat(Shape.of(ours).unknownTo(Shape.of(example))).isEmpty();
    }

    @Test
    void daytona_errors_areThoseOfTheExamples() throws Exception {
        Specs specs = Specs.of("daytona");
        URI api = simulators.daytona().baseUrls().get("daytona_api");
        Http.post(api, "/sandbox", "{\"name\":\"bot-run-42\"}");

        assertSameError(specs, "api-create-409-name", Http.post(api, "/sandbox", "{\"name\":\"bot-run-42\"}"));
        assertSameError(specs, "api-404", Http.get(api, "/sandbox/gone"));
        assertSameError(
                specs, "api-401", Http.send(Http.anonymous(api, "/sandbox").GET()));
        assertSameError(
                specs,
                "api-create-400-validation-array",
                Http.post(api, "/sandbox", "{\"snapshot\":\"daytona-small\",\"cpu\":4}"));
        simulators.daytona().inject(Fault.tooManyRequests(Duration.ofSeconds(17), Duration.ofMinutes(1)));
        HttpResponse<String> tooMany = Http.post(api, "/sandbox", "{}");
        assertSameError(specs, "api-create-429", tooMany);
        JsonNode headers =
                specs.json("examples/api-create-429.json").path("response").path("headers");
        assertThat(Http.header(tooMany, "Retry-After-sandbox-create"))
                .isEqualTo(headers.path("Retry-After-sandbox-create").asString());
    }

    @Test
    void daytona_quotaWords_areThoseOfTheExampleButForTheNumber() throws Exception {
        Specs specs = Specs.of("daytona");
        String words = specs.json("examples/api-create-400-quota-disk-total.json")
                .path("response")
                .path("body")
                .path("message")
                .asString();
        URI api = simulators.daytona().baseUrls().get("daytona_api");
        Http.post(api, "/sandbox", "{}");
        Http.post(api, "/sandbox", "{}");

        assertThat(Http.json(Http.post(api, "/sandbox", "{}")).path("message").asString())
                .isEqualTo(words.replace("30GiB", "20GiB"));
    }

    @Test
    void polymarket_marketsAndBooks_haveOnlySpecifiedFields() throws Exception {
        String shapes = Specs.of("polymarket").text("response-shapes.md");
        Map<String, String> market = specified(shapes, "- Market: {id?:");
        Map<String, String> book = specified(shapes, "- OrderBookSummary: {");
        URI gamma = simulators.polymarket().baseUrls().get("polymarket_gamma");
        URI clob = simulators.polymarket().baseUrls().get("polymarket_clob");

        JsonNode ourMarket = Http.json(Http.get(gamma, "/markets/500000"));
        String token = Http.MAPPER
                .readTree(ourMarket.path("clobTokenIds").asString())
                .get(0)
                .asString();
        JsonNode ourBook = Http.json(Http.get(clob, "/book?token_id=" + token));

        assertThat(market).hasSizeGreaterThan(100);
        assertThat(ourMarket.propertyNames()).isNotEmpty().isSubsetOf(withNegRisk(market.keySet()));
        assertThat(ourMarket.propertyNames())
                .allSatisfy(name -> assertThat(ourMarket.path(name).isString())
                        .as(name)
                        .isEqualTo("string".equals(market.get(name))));
        assertThat(ourBook.propertyNames()).containsExactlyInAnyOrderElementsOf(book.keySet());
        assertThat(ourBook.path("bids").get(0).propertyNames()).containsExactlyInAnyOrder("price", "size");
    }

    /** Names and types on the line of the page of shapes that begins so. */
    private static Map<String, String> specified(String shapes, String beginning) {
        String line = shapes.lines()
                .filter(candidate -> candidate.startsWith(beginning))
                .findFirst()
                .orElseThrow();
        Map<String, String> types = new TreeMap<>();
        Matcher field = Pattern.compile("(\\w+)\\??: \\[?(\\w+)").matcher(line.substring(line.indexOf('{')));
        while (field.find()) {
            types.putIfAbsent(field.group(1), field.group(2));
        }
        return types;
    }

    /** Sent by the real host and read by its official clients, though the specification leaves it out of the market. */
    private static Set<String> withNegRisk(Collection<String> names) {
        Set<String> all = new TreeSet<>(names);
        all.add("negRisk");
        return all;
    }

    private static void assertSameError(Specs specs, String example, HttpResponse<String> ours) {
        JsonNode response = specs.json("examples/" + example + ".json").path("response");
        assertThat(ours.statusCode())
                .as(example)
                .isEqualTo(response.path("status").asInt());
        JsonNode body = Http.json(ours);
        assertThat(body.propertyNames())
                .as(example)
                .isEqualTo(response.path("body").propertyNames());
        for (String field : List.of("path", "statusCode", "error", "message")) {
            assertThat(body.path(field))
                    .as(example + "." + field)
                    .isEqualTo(response.path("body").path(field));
        }
    }

    private HttpResponse<String> chat(boolean stream) throws Exception {
        return Http.post(
                simulators.openRouter().baseUrls().get("openrouter"), "/chat/completions", CHAT.formatted(stream));
    }

    private static List<JsonNode> events(String sse) {
        return sse.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Http.MAPPER.readTree(line.substring(6)))
                .toList();
    }
}

package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.Specs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Documented and vendor-tested traffic through the real client; nothing of these operations was recorded live. */
class RecordedTrafficTest {
    private final Specs specs = Specs.of("polymarket");
    private final PolymarketServer polymarket = new PolymarketServer();

    @AfterEach
    void stop() {
        polymarket.close();
    }

    @TestFactory
    Stream<DynamicTest> markets() {
        List<String> lists = specs.files("fixtures", name -> name.startsWith("gamma-markets-"));
        return specs.cases("lists of markets", lists, name -> name, name -> {
            JsonNode body = specs.json(name).path("response").path("body");

            List<Market> markets =
                    polymarket.answers(200, body.toString()).client().gamma().markets(MarketsQuery.all());

            assertThat(JsonTrees.differences(body, PolymarketJson.MAPPER.valueToTree(markets)))
                    .isEmpty();
            assertThat(markets).extracting(Market::id).isEqualTo(texts(body, "id"));
            assertThat(markets).extracting(Market::question).isEqualTo(texts(body, "question"));
        });
    }

    @Test
    void marketBySlug() {
        JsonNode fixture = specs.json("fixtures/gamma-market-by-slug.json");
        JsonNode body = fixture.path("response").path("body");

        Market market =
                polymarket.answers(200, body.toString()).client().gamma().marketBySlug("my-market");

        assertThat(polymarket.requests().get(0).getUrl())
                .isEqualTo("/gamma" + fixture.path("request").path("path").asString());
        assertThat(market.id()).isEqualTo("99");
        assertThat(market.question()).isEqualTo("My Market?");
        assertThat(JsonTrees.differences(body, PolymarketJson.MAPPER.valueToTree(market)))
                .isEmpty();
        specs.ran("market by slug", 1);
    }

    @TestFactory
    Stream<DynamicTest> books() {
        List<JsonNode> bodies = specs.json("fixtures/openapi-examples.json")
                .path("cases")
                .valueStream()
                .filter(example ->
                        isExample(example, "/book") && example.path("status").asInt() == 200)
                .map(example -> example.path("body"))
                .toList();
        return specs.cases("documented books", bodies, body -> body.path("hash").asString(), body -> {
            OrderBook book =
                    polymarket.answers(200, body.toString()).client().clob().book("1");

            assertThat(JsonTrees.differences(body, PolymarketJson.MAPPER.valueToTree(book)))
                    .isEmpty();
            assertThat(book.bestBid().orElseThrow().price()).isEqualTo("0.45");
            assertThat(book.bestAsk().orElseThrow().size()).isEqualTo("150");
            assertThat(book.tickSize()).isEqualTo("0.01");
        });
    }

    @Test
    void emptyBook() {
        JsonNode body =
                specs.json("fixtures/clob-book-empty.json").path("response").path("body");

        OrderBook book =
                polymarket.answers(200, body.toString()).client().clob().book("100");

        assertThat(book.bids()).isEmpty();
        assertThat(book.asks()).isEmpty();
        assertThat(book.assetId()).isEqualTo("100");
        assertThat(book.minOrderSize()).isEqualByComparingTo("100");
        assertThat(book.takenAt().orElseThrow().toEpochMilli()).isEqualTo(123456789L);
        assertThat(JsonTrees.differences(body, PolymarketJson.MAPPER.valueToTree(book)))
                .as("an empty string is a missing value")
                .containsExactly("$.last_trade_price: expected \"\" but was (absent)");
        specs.ran("empty book", 1);
    }

    /** The input books of the hash vectors are bodies of GET /book. */
    @TestFactory
    Stream<DynamicTest> hashedBooks() {
        List<JsonNode> cases = vectors("orderbook-hash", any -> true);
        return specs.cases("books of the hash vectors", cases, RecordedTrafficTest::id, vector -> {
            JsonNode body = vector.path("input");

            OrderBook book =
                    polymarket.answers(200, body.toString()).client().clob().book("100");

            assertThat(JsonTrees.differences(body, PolymarketJson.MAPPER.valueToTree(book)))
                    .as("all but the leading zero of a price")
                    .isSubsetOf("$.bids[0].price: expected \".48\" but was \"0.48\"");
            assertThat(book.asksBestFirst())
                    .extracting(OrderBook.Level::price)
                    .containsExactly(new BigDecimal("0.6"), new BigDecimal("0.7"));
            assertThat(book.bestBid().orElseThrow().price()).isIn(new BigDecimal("0.4"), new BigDecimal("0.48"));
        });
    }

    @Test
    void priceWithoutLeadingZero() {
        List<JsonNode> cases = vectors("field-decoding", vector -> id(vector).equals("dot-price"));
        for (JsonNode vector : cases) {
            polymarket.answers(200, "{\"bids\":[{\"price\":" + vector.path("raw") + "}]}");
            assertThat(polymarket.client().clob().book("1").bids().get(0).price())
                    .isEqualTo(vector.path("expected").asString());
        }
        specs.ran("awkward fields", cases.size());
        assertThat(cases).isNotEmpty();
    }

    /** The answers of the newer price history are other records, but their points are the same numbers. */
    @Test
    void pricesHistory() {
        JsonNode rows = specs.json("fixtures/data-v2-prices-history.json")
                .path("response")
                .path("body")
                .path("data");
        StringBuilder points = new StringBuilder();
        rows.forEach(row -> points.append(points.isEmpty() ? "" : ",")
                .append("{\"t\":" + row.path("timestamp") + ",\"p\":" + row.path("price") + "}"));
        polymarket.answers(200, "{\"history\":[" + points + "]}");

        PricesHistory history =
                polymarket.client().clob().pricesHistory(PricesHistoryQuery.last("1", PriceInterval.HOUR));

        assertThat(history.history()).hasSize(rows.size()).isNotEmpty();
        assertThat(history.history()).extracting(PricesHistory.Point::price).containsOnly(new BigDecimal("0.955"));
        assertThat(history.history().get(0).time().orElseThrow().getEpochSecond())
                .isEqualTo(1788800640L);
        specs.ran("price history rows", rows.size());
    }

    @TestFactory
    Stream<DynamicTest> documentedErrors() {
        List<JsonNode> cases = specs.json("fixtures/openapi-examples.json")
                .path("cases")
                .valueStream()
                .filter(example ->
                        isExample(example, "/book") && example.path("status").asInt() >= 400)
                .toList();
        return specs.cases(
                "documented errors of a book",
                cases,
                example -> example.path("status").asString(),
                example -> {
                    ResponseException thrown = fail(
                            example.path("status").asInt(),
                            PolymarketServer.JSON,
                            example.path("body").toString());

                    assertThat(thrown)
                            .isInstanceOf(exceptionFor(example.path("status").asInt()));
                    assertThat(thrown.providerMessage())
                            .hasValue(example.path("body").path("error").asString());
                });
    }

    @TestFactory
    Stream<DynamicTest> classifiedErrors() {
        List<JsonNode> cases = vectors("error-classification", any -> true);
        return specs.cases("classified errors", cases, RecordedTrafficTest::id, vector -> {
            JsonNode expected = vector.path("expected");

            int status = vector.path("status").asInt();
            ResponseException thrown =
                    fail(status, headers(vector), vector.path("body").asString());

            assertThat(thrown).isInstanceOf(exceptionFor(status));
            assertThat(thrown.status()).isEqualTo(status);
            if (expected.has("message")) {
                assertThat(thrown.providerMessage())
                        .hasValue(expected.path("message").asString());
            }
            if (expected.has("code")) {
                assertThat(thrown.code()).hasValue(expected.path("code").asString());
            }
            assertRetry(expected.path("kind").asString(), thrown);
            if (expected.has("retryAfterSeconds")) {
                assertThat(secondsUntilRetry(thrown))
                        .isEqualTo(expected.path("retryAfterSeconds").asInt(-1));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> retryAfterHeaders() {
        List<JsonNode> cases = vectors(
                "rate-limit-headers",
                vector -> vector.path("headers").has("Retry-After")
                        && !vector.path("expected").has("now"));
        return specs.cases("Retry-After headers", cases, RecordedTrafficTest::id, vector -> {
            ResponseException thrown = fail(429, headers(vector), "{\"error\":\"Too Many Requests\"}");

            assertThat(secondsUntilRetry(thrown))
                    .isEqualTo(vector.path("expected").path("retryAfterSeconds").asInt(-1));
        });
    }

    @Test
    void rateLimitedRead() {
        JsonNode steps = specs.json("scenarios/rate-limited-read.json").path("steps");
        JsonNode first = steps.path(0).path("response");
        polymarket.answersFirst(
                first.path("status").asInt(), headers(first), first.path("body").toString(), "{\"history\":[]}");
        long before = polymarket.time.nanoTime();

        polymarket.client().clob().pricesHistory(PricesHistoryQuery.last("1", PriceInterval.MAX));

        assertThat(polymarket.requests()).hasSize(steps.size());
        assertThat(Duration.ofNanos(polymarket.time.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        specs.ran("scenario of a rate-limited read", steps.size());
    }

    private static void assertRetry(String kind, ResponseException thrown) {
        List<String> timed = List.of("POST_ONLY", "CANCEL_ONLY");
        List<String> repeated = List.of("RATE_LIMITED", "RESTARTING", "ORDER_TIMED_OUT_SAFE_TO_RESUBMIT");
        assertThat(thrown.isRetryable()).as(kind).isEqualTo(timed.contains(kind) || repeated.contains(kind));
        if (!timed.contains(kind)) {
            assertThat(thrown.attempts() > 1).as("repeated: " + kind).isEqualTo(repeated.contains(kind));
        }
        if (kind.equals("BLOCKED_BY_CLOUDFLARE")) {
            assertThat(thrown.code()).hasValue(PolymarketClassifier.CLOUDFLARE_BLOCK);
        }
    }

    /** Seconds from the last answer until the next request is allowed; −1 if the server did not say. */
    private int secondsUntilRetry(ResponseException thrown) {
        return thrown.retryAt()
                .map(at -> Math.toIntExact(
                        Duration.between(polymarket.time.instant(), at).toSeconds()))
                .orElse(-1);
    }

    private ResponseException fail(int status, Map<String, String> headers, String body) {
        polymarket.answers(status, headers, body);
        return catchThrowableOfType(
                ResponseException.class, () -> polymarket.client().clob().book("1"));
    }

    private List<JsonNode> vectors(String suite, Predicate<JsonNode> wanted) {
        return specs.json("vectors/" + suite + ".json")
                .path("cases")
                .valueStream()
                .filter(wanted)
                .toList();
    }

    private static boolean isExample(JsonNode example, String path) {
        return example.path("api").asString().equals("clob")
                && example.path("method").asString().equals("GET")
                && example.path("path").asString().equals(path);
    }

    private static String id(JsonNode vector) {
        return vector.path("id").asString();
    }

    private static Map<String, String> headers(JsonNode holder) {
        Map<String, String> headers = new HashMap<>();
        holder.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream()
                .map(element -> element.path(field).asString(null))
                .toList();
    }

    private static Class<? extends ResponseException> exceptionFor(int status) {
        return switch (status) {
            case 400 -> InvalidRequestException.class;
            case 401 -> AuthenticationException.class;
            case 403 -> PermissionDeniedException.class;
            case 404 -> NotFoundException.class;
            case 429 -> RateLimitedException.class;
            default -> ServerErrorException.class;
        };
    }
}

package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.CallOutcome;
import dev.sluice.client.CallRecord;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client, through the whole pipeline, against a scripted server. */
class PolymarketClientTest {
    private static final String BOOK =
            "{\"asset_id\":\"71\",\"bids\":[{\"price\":\"0.43\",\"size\":\"5\"}],\"asks\":[]}";

    private static final String SLUG_PATH = "/gamma/markets/slug/";

    private final PolymarketServer polymarket = new PolymarketServer();

    @AfterEach
    void stop() {
        polymarket.close();
    }

    @Test
    void markets_sendsTheQuery_andReadsTheList() {
        polymarket.answers(
                200,
                "[{\"id\":\"1\",\"outcomes\":\"[\\\"Yes\\\"]\",\"outcomePrices\":\"[\\\"0.10\\\"]\"},{\"id\":\"2\"}]");

        List<Market> markets = polymarket
                .client()
                .gamma()
                .markets(MarketsQuery.builder()
                        .limit(2)
                        .slugs("a b", "c&d")
                        .endsFrom(Instant.parse("2026-12-01T00:00:00Z"))
                        .closed(false)
                        .build());

        assertThat(markets).extracting(Market::id).containsExactly("1", "2");
        assertThat(markets.get(0).outcome("yes").orElseThrow().price()).isEqualTo("0.10");
        LoggedRequest request = polymarket.requests().get(0);
        assertThat(request.getMethod().getName()).isEqualTo("GET");
        assertThat(request.getUrl()).startsWith("/gamma/markets?");
        assertThat(request.queryParameter("slug").values()).containsExactly("a b", "c&d");
        assertThat(request.queryParameter("limit").values()).containsExactly("2");
        assertThat(request.queryParameter("closed").values()).containsExactly("false");
        assertThat(request.queryParameter("end_date_min").values()).containsExactly("2026-12-01T00:00:00Z");
        assertThat(request.containsHeader("Authorization")).isFalse();
    }

    @Test
    void markets_withoutQuery_sendsNone() {
        polymarket.answers(200, "[]");

        assertThat(polymarket.client().gamma().markets(MarketsQuery.all())).isEmpty();
        assertThat(polymarket.requests().get(0).getUrl()).isEqualTo("/gamma/markets");
    }

    @Test
    void allMarkets_goOnBehindTheQuerysOffset_andFindAServerThatIgnoresIt() {
        polymarket.answers(200, "[{\"id\":\"1\"},{\"id\":\"2\"}]");

        Iterator<Market> markets = polymarket
                .client()
                .gamma()
                .allMarkets(MarketsQuery.builder().offset(5).build())
                .iterator();

        assertThat(markets.next().id()).isEqualTo("1");
        assertThat(markets.next().id()).isEqualTo("2");
        assertThat(polymarket.requests()).hasSize(1);
        assertThatThrownBy(markets::hasNext).isInstanceOf(IllegalStateException.class);
        assertThat(polymarket.requests())
                .extracting(LoggedRequest::getUrl)
                .containsExactlyInAnyOrder("/gamma/markets?offset=5", "/gamma/markets?offset=7");
        polymarket.answers(200, "[]");
        assertThat(polymarket.client().gamma().allMarkets(MarketsQuery.all())).isEmpty();
    }

    @Test
    void market_byIdAndSlug_areReadsOfTheirOwnPaths() {
        polymarket.answers(200, "{\"id\":\"5\",\"slug\":\"rain\"}");

        assertThat(polymarket.client().gamma().market("5").slug()).isEqualTo("rain");
        assertThat(polymarket.client().gamma().marketBySlug("a/../b c").id()).isEqualTo("5");

        assertThat(polymarket.requests()).extracting(LoggedRequest::getUrl).anyMatch("/gamma/markets/5"::equals);
        assertThat(polymarket.requests())
                .extracting(LoggedRequest::getUrl)
                .as("a slug stays one segment")
                .anySatisfy(url -> {
                    assertThat(url).startsWith(SLUG_PATH);
                    String segment = url.substring(SLUG_PATH.length());
                    assertThat(segment).doesNotContain("/", " ");
                    assertThat(URLDecoder.decode(segment, StandardCharsets.UTF_8))
                            .isEqualTo("a/../b c");
                });
    }

    @Test
    void book_readsLevels() {
        polymarket.answers(200, BOOK);

        OrderBook book = polymarket.client().clob().book("71");

        assertThat(book.bestBid().orElseThrow().price()).isEqualTo("0.43");
        assertThat(book.bestAsk()).isEmpty();
        assertThat(polymarket.requests().get(0).getUrl()).isEqualTo("/clob/book?token_id=71");
    }

    @Test
    void pricesHistory_sendsTheQuery_andReadsPoints() {
        polymarket.answers(200, "{\"history\":[{\"t\":1763700000,\"p\":0.4350}]}");

        PricesHistory history = polymarket
                .client()
                .clob()
                .pricesHistory(PricesHistoryQuery.last("71", PriceInterval.DAY).everyMinutes(10));

        assertThat(history.history()).extracting(PricesHistory.Point::price).containsExactly(new BigDecimal("0.4350"));
        assertThat(polymarket.requests().get(0).getUrl())
                .isEqualTo("/clob/prices-history?market=71&interval=1d&fidelity=10");
    }

    @Test
    void operations_countInTheirGroups() {
        polymarket.answers(200, "{}");
        polymarket.client().gamma().market("1");
        polymarket.client().gamma().marketBySlug("s");
        polymarket.client().clob().book("1");
        polymarket.client().clob().pricesHistory(PricesHistoryQuery.last("1", PriceInterval.MAX));

        assertThat(polymarket.calls)
                .extracting(CallRecord::operation)
                .containsExactly("market", "market-by-slug", "book", "prices-history");
        assertThat(polymarket.calls)
                .extracting(CallRecord::group)
                .containsExactly("gamma-markets", "gamma-markets", "book", "prices-history");
    }

    @Test
    void rateLimited_withRetryAfter_waitsAsLongAndSucceeds() {
        polymarket.answersFirst(429, Map.of("Retry-After", "3"), "{\"error\":\"Too Many Requests\"}", BOOK);
        long before = polymarket.time.nanoTime();

        assertThat(polymarket.client().clob().book("71").assetId()).isEqualTo("71");

        assertThat(polymarket.requests()).hasSize(2);
        assertThat(Duration.ofNanos(polymarket.time.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void rateLimited_withoutRetryAfter_isRepeated_thenThrown() {
        polymarket.answers(429, "{\"error\":\"Too Many Requests\"}");

        RateLimitedException thrown = catchThrowableOfType(
                RateLimitedException.class, () -> polymarket.client().clob().book("71"));

        assertThat(thrown.providerMessage()).hasValue("Too Many Requests");
        assertThat(thrown.retryAt()).isEmpty();
        assertThat(thrown.isRetryable()).isTrue();
        assertThat(thrown.attempts())
                .isGreaterThan(1)
                .isEqualTo(polymarket.requests().size());
    }

    @Test
    void restart_thenSuccess_isSuccess() {
        polymarket.answersFirst(425, Map.of("Retry-After", "1"), "", BOOK);

        assertThat(polymarket.client().clob().book("71").assetId()).isEqualTo("71");
        assertThat(polymarket.requests()).hasSize(2);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        400, "{\"error\":\"Invalid token id\"}", InvalidRequestException.class, "Invalid token id"),
                Arguments.of(
                        404, "{\"error\":\"No orderbook exists\"}", NotFoundException.class, "No orderbook exists"),
                Arguments.of(404, "", NotFoundException.class, null),
                Arguments.of(403, "<!DOCTYPE html>blocked", PermissionDeniedException.class, null));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void permanentErrors_areTyped_andNotRepeated(
            int status, String body, Class<? extends ResponseException> type, String words) {
        polymarket.answers(status, body);

        ResponseException thrown = catchThrowableOfType(
                ResponseException.class, () -> polymarket.client().clob().book("71"));

        assertThat(thrown).isInstanceOf(type);
        assertThat(thrown.status()).isEqualTo(status);
        assertThat(thrown.providerMessage().orElse(null)).isEqualTo(words);
        assertThat(thrown.isRetryable()).isFalse();
        assertThat(polymarket.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"bids\":[", "<html>hello</html>", "{\"bids\":7}", "{\"bids\":[{\"price\":\"cheap\"}]}"})
    void unreadableSuccess_isADecodingFailure(String body) {
        polymarket.answers(200, body);

        DecodingException thrown = catchThrowableOfType(
                DecodingException.class, () -> polymarket.client().clob().book("71"));

        assertThat(thrown.operation()).isEqualTo("book");
        assertThat(polymarket.calls)
                .singleElement()
                .satisfies(call -> assertThat(call.outcome()).isEqualTo(CallOutcome.UNREADABLE));
    }

    @Test
    void messages_nameTheOperation_neverTheQueryOrTheBody() {
        polymarket.answers(400, "{\"error\":\"a body of its own\"}");

        ClientException thrown = catchThrowableOfType(
                ClientException.class, () -> polymarket.client().clob().book("7132canary"));

        assertThat(thrown).hasMessageContaining("book").hasMessageContaining("400");
        assertThat(thrown.toString()).doesNotContain("7132canary", "a body of its own");
    }

    @Test
    void blankKeys_areRefused_beforeAnythingIsSent() {
        PolymarketClient client = polymarket.answers(200, "{}").client();

        assertThatIllegalArgumentException().isThrownBy(() -> client.gamma().market(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> client.gamma().marketBySlug(".."));
        assertThatIllegalArgumentException().isThrownBy(() -> client.clob().book(""));
        assertThat(polymarket.requests()).isEmpty();
    }
}

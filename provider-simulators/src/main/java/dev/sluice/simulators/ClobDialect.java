package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order book host's words: books and price histories, without a key. Limits after docs.polymarket.com/api-reference/rate-limits,
 * which says that Cloudflare delays what exceeds them while users report 429s; here it is a 429.
 */
final class ClobDialect implements Dialect {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int MAX_POINTS = 20_000;
    /** Length and, where the caller says nothing, the minutes between points. "1m" is a month. */
    private static final Map<String, Interval> INTERVALS = Map.of(
            "1h", new Interval(Duration.ofHours(1), 1),
            "6h", new Interval(Duration.ofHours(6), 1),
            "1d", new Interval(Duration.ofDays(1), 1),
            "1w", new Interval(Duration.ofDays(7), 5),
            "1m", new Interval(Duration.ofDays(30), 10),
            "all", new Interval(Duration.ofDays(60), 60),
            "max", new Interval(Duration.ofDays(60), 60));

    private final TimeSource time;
    private final long seed;
    private final MarketCatalog catalog;
    private final Operation book;
    private final Operation history;

    ClobDialect(SimulatorOptions options, MarketCatalog catalog, RequestWindow everything) {
        this.time = options.time();
        this.seed = options.seed();
        this.catalog = catalog;
        RequestWindow general = SlidingWindow.of("clob", 9000, TEN_SECONDS, time);
        book = Operation.of("clob_book", SlidingWindow.of("clob-book", 1500, TEN_SECONDS, time), general, everything);
        history = Operation.of(
                "clob_prices_history",
                SlidingWindow.of("clob-prices-history", 1000, TEN_SECONDS, time),
                general,
                everything);
    }

    private record Interval(Duration length, int fidelityMinutes) {}

    @Override
    public Operation operation(SimulatedRequest request) {
        if (request.is("GET", "/book")) {
            return book;
        }
        return request.is("GET", "/prices-history") ? history : Operation.UNKNOWN;
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        return Optional.empty();
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (operation.equals(Operation.UNKNOWN)) {
            return error(404, "not found");
        }
        boolean isBook = operation.equals(book);
        String token = request.parameter(isBook ? "token_id" : "market");
        if (token == null || !token.matches("\\d{1,78}")) {
            return error(400, isBook ? "Invalid token id" : "invalid market: expected the token id of an outcome");
        }
        Optional<Market> market = catalog.byToken(token);
        if (isBook) {
            return market.filter(found -> !found.closed())
                    .map(found -> Answer.json(200, book(found, token)))
                    .orElseGet(() -> error(404, "No orderbook exists for the requested token id"));
        }
        return market.map(found -> history(request, found, token))
                .orElseGet(() -> Answer.json(200, Map.of("history", List.of())));
    }

    /** Best level last, as the real host sends it. */
    private Map<String, @Nullable Object> book(Market market, String token) {
        Instant now = time.instant();
        BigDecimal middle = market.price(market.tokens().indexOf(token), now);
        BigDecimal bid = middle.setScale(2, RoundingMode.FLOOR);
        BigDecimal ask = middle.setScale(2, RoundingMode.CEILING);
        List<Object> bids = new ArrayList<>();
        List<Object> asks = new ArrayList<>();
        for (int level = 4; level >= 0; level--) {
            BigDecimal away = Market.TICK.multiply(BigDecimal.valueOf(level));
            addLevel(bids, bid.subtract(away), token, level);
            addLevel(asks, ask.add(away), token, level);
        }
        String second = Long.toString(now.getEpochSecond());
        return Json.object(
                "market",
                market.conditionId(),
                "asset_id",
                token,
                "timestamp",
                Long.toString(now.toEpochMilli()),
                "hash",
                Seeds.hex(seed, token + second, 40),
                "bids",
                bids,
                "asks",
                asks,
                "min_order_size",
                "5",
                "tick_size",
                Market.TICK.toPlainString(),
                "neg_risk",
                false,
                "last_trade_price",
                middle.setScale(2, RoundingMode.HALF_EVEN).toPlainString());
    }

    private void addLevel(List<Object> side, BigDecimal price, String token, int level) {
        if (price.signum() > 0 && price.compareTo(BigDecimal.ONE) < 0) {
            int size = 50 + Seeds.below(Seeds.of(seed, token + price + level), 2000);
            side.add(Json.object("price", price.toPlainString(), "size", Integer.toString(size)));
        }
    }

    private Answer history(SimulatedRequest request, Market market, String token) {
        String name = request.parameter("interval");
        Interval interval = INTERVALS.get(name == null ? "1w" : name);
        Optional<Long> start = seconds(request, "startTs");
        Optional<Long> end = seconds(request, "endTs");
        Optional<Long> fidelity = seconds(request, "fidelity");
        boolean broken = (start.isEmpty() && request.parameter("startTs") != null)
                || (end.isEmpty() && request.parameter("endTs") != null)
                || (fidelity.isEmpty() && request.parameter("fidelity") != null)
                || fidelity.filter(minutes -> minutes < 1).isPresent();
        if (interval == null || broken) {
            return error(400, "invalid filters: interval, startTs, endTs and fidelity must be valid");
        }
        long last = Math.min(end.orElse(Long.MAX_VALUE), time.instant().getEpochSecond());
        long first = start.orElse(last - interval.length().toSeconds());
        long step = 60 * fidelity.orElse((long) (start.isPresent() && name == null ? 1 : interval.fidelityMinutes()));
        if (first > last) {
            return error(400, "invalid filters: startTs must be before endTs");
        }
        if ((last - first) / step > MAX_POINTS) {
            return error(400, "invalid filters: the range is too long for this fidelity");
        }
        return Answer.json(200, Map.of("history", points(market, market.tokens().indexOf(token), first, last, step)));
    }

    private static List<Object> points(Market market, int outcome, long first, long last, long step) {
        List<Object> points = new ArrayList<>();
        for (long t = Math.floorDiv(first + step - 1, step) * step; t <= last; t += step) {
            points.add(Json.object("t", t, "p", market.history(outcome, t)));
        }
        return points;
    }

    /** A whole number, perhaps written with a fraction, as the specification calls it a double. */
    private static Optional<Long> seconds(SimulatedRequest request, String name) {
        String text = request.parameter(name);
        return text != null && text.matches("\\d{1,11}(\\.\\d{1,9})?")
                ? Optional.of(new BigDecimal(text).longValue())
                : Optional.empty();
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        return tooMany(refusal.retrySeconds());
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        return injected(status, retryAfter);
    }

    static Answer tooMany(long retrySeconds) {
        return error(429, "Too Many Requests").with("Retry-After", Long.toString(retrySeconds));
    }

    static Answer injected(int status, @Nullable Duration retryAfter) {
        String message = switch (status) {
            case 425 -> "matching engine is restarting";
            case 429 -> "Too Many Requests";
            case 503 -> "Trading is currently disabled. Check polymarket.com for updates";
            default -> status < 500 ? "Invalid request" : "Internal server error";
        };
        Answer answer = error(status, message);
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, Json.object("error", message));
    }
}

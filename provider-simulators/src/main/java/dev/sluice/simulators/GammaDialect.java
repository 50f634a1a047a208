package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gamma's words: markets by filter, id and slug, without a key. Limits after docs.polymarket.com/api-reference/rate-limits. */
final class GammaDialect implements Dialect {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int MAX_LIMIT = 500;

    private final TimeSource time;
    private final MarketCatalog catalog;
    private final Operation list;
    private final Operation one;

    GammaDialect(SimulatorOptions options, MarketCatalog catalog, RequestWindow everything) {
        this.time = options.time();
        this.catalog = catalog;
        RequestWindow markets = SlidingWindow.of("gamma-markets", 300, TEN_SECONDS, time);
        RequestWindow listing = SlidingWindow.of("gamma-markets-events-listing", 900, TEN_SECONDS, time);
        RequestWindow general = SlidingWindow.of("gamma", 4000, TEN_SECONDS, time);
        list = Operation.of("gamma_markets", markets, listing, general, everything);
        one = Operation.of("gamma_market", markets, general, everything);
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        if (request.is("GET", "/markets")) {
            return list;
        }
        boolean single = request.path().matches("/markets/(slug/)?[^/]+");
        return single && request.method().equals("GET") ? one : Operation.UNKNOWN;
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        return Optional.empty();
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (operation.equals(Operation.UNKNOWN)) {
            return error(404, "not found error", "route not found");
        }
        return operation.equals(list) ? list(request) : single(request.path().substring("/markets/".length()));
    }

    private Answer single(String name) {
        boolean slug = name.startsWith("slug/");
        if (!slug && !name.matches("\\d{1,9}")) {
            return error(422, "validation error", "id is invalid");
        }
        Optional<Market> market = slug ? catalog.bySlug(name.substring("slug/".length())) : catalog.byId(name);
        return market.map(found -> Answer.json(200, found.json(time.instant())))
                .orElseGet(() -> error(404, "not found error", slug ? "slug not found" : "id not found"));
    }

    private Answer list(SimulatedRequest request) {
        Optional<Integer> limit = number(request, "limit", 20);
        Optional<Integer> offset = number(request, "offset", 0);
        if (limit.isEmpty() || offset.isEmpty()) {
            return error(422, "validation error", limit.isEmpty() ? "limit is invalid" : "offset is invalid");
        }
        Instant now = time.instant();
        String closed = request.parameter("closed");
        String active = request.parameter("active");
        Stream<Market> found = catalog.all().stream()
                .filter(market -> closed == null || Boolean.parseBoolean(closed) == market.closed())
                .filter(market -> active == null || Boolean.parseBoolean(active))
                .filter(market -> listed(request.parameters("id"), List.of(market.id())))
                .filter(market -> listed(request.parameters("slug"), List.of(market.slug())))
                .filter(market -> listed(request.parameters("condition_ids"), List.of(market.conditionId())))
                .filter(market -> listed(request.parameters("clob_token_ids"), market.tokens()));
        return Answer.json(
                200,
                found.skip(offset.get())
                        .limit(Math.min(MAX_LIMIT, limit.get()))
                        .map(market -> market.json(now))
                        .toList());
    }

    private static boolean listed(List<String> wanted, List<String> had) {
        return wanted.isEmpty() || had.stream().anyMatch(wanted::contains);
    }

    private static Optional<Integer> number(SimulatedRequest request, String name, int otherwise) {
        String text = request.parameter(name);
        if (text == null) {
            return Optional.of(otherwise);
        }
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        return ClobDialect.tooMany(refusal.retrySeconds());
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        return ClobDialect.injected(status, retryAfter);
    }

    private static Answer error(int status, String type, String message) {
        return Answer.json(status, Json.object("type", type, "error", message));
    }
}

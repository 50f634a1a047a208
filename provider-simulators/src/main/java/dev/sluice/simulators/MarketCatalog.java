package dev.sluice.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The invented markets: sixty, every fifth of them closed. */
final class MarketCatalog {
    private static final int SIZE = 60;
    private static final List<String> SUBJECTS = List.of(
            "the Fed cut rates",
            "bitcoin close above 150k",
            "the bill pass the Senate",
            "the incumbent win re-election",
            "the merger be approved",
            "inflation fall below two percent");
    private static final List<String> DATES =
            List.of("in March", "in June", "in September", "in December", "this year");

    private final List<Market> markets = new ArrayList<>();

    MarketCatalog(long seed) {
        for (int i = 0; i < SIZE; i++) {
            String subject = SUBJECTS.get(i % SUBJECTS.size());
            String question = "Will " + subject + " " + DATES.get(i / SUBJECTS.size() % DATES.size()) + "?";
            boolean repeated = i >= SUBJECTS.size() * DATES.size();
            markets.add(Market.of(i, repeated ? question.replace("?", " (second vote)?") : question, i % 5 == 4, seed));
        }
    }

    List<Market> all() {
        return List.copyOf(markets);
    }

    Optional<Market> byId(String id) {
        return markets.stream().filter(market -> market.id().equals(id)).findFirst();
    }

    Optional<Market> bySlug(String slug) {
        return markets.stream().filter(market -> market.slug().equals(slug)).findFirst();
    }

    Optional<Market> byToken(String token) {
        return markets.stream()
                .filter(market -> market.tokens().contains(token))
                .findFirst();
    }
}

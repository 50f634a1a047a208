package dev.sluice.examples;

import dev.sluice.exa.ExaClient;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Searches what was published about a market until an interval's end. Thread-safe. */
final class NewsDesk {
    private static final int RESULTS = 5;
    private static final int CHARACTERS = 500;

    private final ExaClient exa;
    private final Spending spending;

    NewsDesk(ExaClient exa, Spending spending) {
        this.exa = exa;
        this.spending = spending;
    }

    News about(MarketView market) {
        SearchResponse found = exa.search(SearchRequest.builder(market.question())
                .numResults(RESULTS)
                .publishedUntil(market.at())
                .contents(Contents.builder().text(CHARACTERS).build())
                .build());
        spending.add(
                Providers.EXA,
                0,
                Optional.ofNullable(found.costDollars()).map(CostDollars::total).orElse(null));
        List<String> ids = found.results().stream()
                .flatMap(
                        result -> Optional.ofNullable(result.id()).or(() -> Optional.ofNullable(result.url())).stream())
                .toList();
        return new News(ids, found.results().stream().map(NewsDesk::snippet).collect(Collectors.joining("\n")));
    }

    private static String snippet(Result result) {
        return "- " + Objects.requireNonNullElse(result.title(), "untitled") + " ("
                + Objects.requireNonNullElse(result.publishedDate(), "undated") + "): "
                + Objects.requireNonNullElse(result.text(), "").strip();
    }
}

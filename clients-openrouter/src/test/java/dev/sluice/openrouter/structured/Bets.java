package dev.sluice.openrouter.structured;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records as bots write them. */
final class Bets {
    private Bets() {}

    enum Side {
        BUY,
        @JsonProperty("sell")
        SELL
    }

    @JsonClassDescription("What to do.")
    record Bet(
            Side side,
            @JsonPropertyDescription("USD, two decimals") BigDecimal price,
            int size,
            List<Leg> legs,
            Optional<String> note,
            @Nullable Instant until,
            @JsonProperty("settles_on") LocalDate settlesOn,
            boolean sure) {
        Bet {
            if (size < 0) {
                throw new IllegalArgumentException("size: below zero (expected: at least 0)");
            }
        }
    }

    record Leg(String market, double odds) {}

    record Tree(String name, List<Tree> children) {}

    record Forest(
            @JsonPropertyDescription("The oldest") Tree oldest,
            Pair<Leg> pair,
            @Nullable Tree youngest) {}

    record Pair<T>(T first, T second) {}

    record Open(Map<String, BigDecimal> prices, JsonNode anything) {}

    record Unknowable(Thread thread) {}

    static final String GOOD = """
            {"side":"sell","price":0.420,"size":3,"legs":[{"market":"m","odds":1.5}],"note":null,"until":"2026-11-21T10:00:00Z",
             "settles_on":"2026-12-01","sure":true}""";
}

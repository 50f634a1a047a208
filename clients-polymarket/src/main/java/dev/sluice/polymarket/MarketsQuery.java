package dev.sluice.polymarket;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which markets to list. What is not asked for is not sent; Gamma then lists open markets only (since April 2026), in an order of its own.
 * A page shorter than its limit is the last one.
 */
public final class MarketsQuery {
    private final Map<String, Object> parameters;

    private MarketsQuery(Map<String, Object> parameters) {
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Whatever Gamma lists by default. */
    public static MarketsQuery all() {
        return builder().build();
    }

    /** Starts a query. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same for what comes behind so many markets. */
    MarketsQuery behind(int markets) {
        if (markets == 0) {
            return this;
        }
        int offset = parameters.get("offset") instanceof Number known ? known.intValue() : 0;
        Map<String, Object> further = new LinkedHashMap<>(parameters);
        further.put("offset", offset + markets);
        return new MarketsQuery(further);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** The parameters, for logs; they hold no secret. */
    @Override
    public String toString() {
        return "MarketsQuery" + parameters;
    }

    /** Makes a {@link MarketsQuery}; each method replaces what it was given before. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> parameters = new LinkedHashMap<>();

        private Builder() {}

        /** How many markets at most. */
        public Builder limit(int value) {
            return with("limit", value);
        }

        /** How many markets to skip. */
        public Builder offset(int value) {
            return with("offset", value);
        }

        /** The field to sort by, in Gamma's words: {@code volume24hr}, {@code endDate}, …; several with commas. */
        public Builder order(String field, boolean ascending) {
            return with("order", field).with("ascending", ascending);
        }

        /** Only markets with these of Gamma's ids. */
        public Builder ids(String... values) {
            return withAll("id", values);
        }

        /** Only markets with these names of the web address. */
        public Builder slugs(String... values) {
            return withAll("slug", values);
        }

        /** Only the markets of these tokens. */
        public Builder tokenIds(String... values) {
            return withAll("clob_token_ids", values);
        }

        /** Only markets with these condition ids. */
        public Builder conditionIds(String... values) {
            return withAll("condition_ids", values);
        }

        /** Only markets with this tag. */
        public Builder tagId(long value) {
            return with("tag_id", value);
        }

        /** Closed markets, or open ones. */
        public Builder closed(boolean value) {
            return with("closed", value);
        }

        /** Only markets with at least this much in the book, in US dollars. */
        public Builder liquidityFrom(BigDecimal value) {
            return with("liquidity_num_min", value.toPlainString());
        }

        /** Only markets with at least this much traded, in US dollars. */
        public Builder volumeFrom(BigDecimal value) {
            return with("volume_num_min", value.toPlainString());
        }

        /** Only markets due at or after this instant. */
        public Builder endsFrom(Instant value) {
            return with("end_date_min", value);
        }

        /** Only markets due until this instant. */
        public Builder endsUntil(Instant value) {
            return with("end_date_max", value);
        }

        /** A parameter this version does not name, under Gamma's name. */
        public Builder with(String name, Object value) {
            parameters.put(name, value);
            return this;
        }

        /** The query. */
        public MarketsQuery build() {
            return new MarketsQuery(parameters);
        }

        private Builder withAll(String name, String... values) {
            return with(name, Collections.unmodifiableList(new ArrayList<>(List.of(values))));
        }
    }
}

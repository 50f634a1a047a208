package dev.sluice.simulators;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Invented search results: the same query on the same day finds the same pages. Prices are those recorded in March 2026. */
final class SearchIndex {
    private static final List<String> SITES =
            List.of("www.reuters.com", "apnews.com", "www.bbc.com", "www.ft.com", "www.politico.com", "www.cnbc.com");
    private static final List<String> HEADLINES = List.of(
            "%s: what the latest figures say",
            "Analysts split over %s",
            "%s explained in five charts",
            "Markets reprice as %s moves closer",
            "Officials comment on %s",
            "%s: the case for waiting");
    private static final List<String> SENTENCES = List.of(
            "Two people familiar with the matter said the outcome is more likely than a week ago.",
            "The odds moved by three points after the announcement.",
            "Observers warned that the sample is small and the margin of error wide.",
            "Trading volume was twice the monthly average.",
            "A decision is expected before the end of the quarter.");
    private static final List<String> KINDS = List.of("text", "highlights", "summary");
    private static final JsonNode TEXT = JsonNodeFactory.instance.objectNode().put("text", true);
    private static final BigDecimal SEARCH_COST = new BigDecimal("0.005");
    private static final BigDecimal PAGE_COST = new BigDecimal("0.001");

    private final SimulatorOptions options;

    SearchIndex(SimulatorOptions options) {
        this.options = options;
    }

    /** The first pages that a search finds. */
    List<Map<String, @Nullable Object>> pages(JsonNode query, int count) {
        String words = words(query);
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (int rank = 0; rank < count; rank++) {
            results.add(page(words, rank, query));
        }
        return results;
    }

    /** A page that is known by its address; text is given unless something else is asked for. */
    Map<String, @Nullable Object> page(String url, JsonNode contents) {
        long hash = Seeds.of(options.seed(), url);
        Map<String, @Nullable Object> page = Json.object("id", url, "title", "Page " + url, "url", url, "author", null);
        addContents(page, url, hash, asksForNothing(contents) ? TEXT : contents);
        return page;
    }

    /** What fetching so many pages costs. */
    static Map<String, @Nullable Object> contentsCost(JsonNode contents, int count) {
        Map<String, @Nullable Object> parts = parts(asksForNothing(contents) ? TEXT : contents, count);
        BigDecimal total = PAGE_COST.multiply(BigDecimal.valueOf((long) count * parts.size()));
        return Json.object("total", total, "contents", parts);
    }

    /** What is said about a subject. */
    String sentence(JsonNode query) {
        return SENTENCES.get(Seeds.below(Seeds.of(options.seed(), words(query)), SENTENCES.size()));
    }

    private static String words(JsonNode query) {
        return query.path("query").asString(query.path("url").asString("")).strip();
    }

    Map<String, @Nullable Object> search(JsonNode query, int count, String requestId) {
        String words = words(query);
        List<Map<String, @Nullable Object>> results = pages(query, count);
        long hash = Seeds.of(options.seed(), words);
        Map<String, @Nullable Object> found = Json.object(
                "requestId",
                requestId,
                "resolvedSearchType",
                "neural",
                "results",
                results,
                "searchTime",
                BigDecimal.valueOf(2000 + Seeds.below(hash, 8000), 1),
                "costDollars",
                cost(query.path("contents"), count));
        List<Map<String, @Nullable Object>> failures = results.stream()
                .map(page -> String.valueOf(page.get("url")))
                .filter(url -> isMissing(url) && !asksForNothing(query.path("contents")))
                .map(SearchIndex::status)
                .toList();
        if (!failures.isEmpty()) {
            found.put("statuses", failures);
        }
        return found;
    }

    /** Pages of the host {@code missing.example} cannot be fetched: an error of the page, not of the call. */
    static boolean isMissing(String url) {
        return url.contains("//missing.example");
    }

    /** What became of fetching a page. */
    static Map<String, @Nullable Object> status(String url) {
        Map<String, @Nullable Object> status = Json.object("id", url, "status", isMissing(url) ? "error" : "success");
        if (isMissing(url)) {
            status.put("error", Json.object("tag", "CRAWL_NOT_FOUND", "httpStatusCode", 404));
        }
        return status;
    }

    private Map<String, @Nullable Object> page(String words, int rank, JsonNode query) {
        long hash = Seeds.of(options.seed(), words + "#" + rank);
        String slug =
                words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String url = "https://" + site(query, hash) + "/" + slug + "-"
                + Long.toHexString(hash).substring(0, 6);
        Instant today = options.time().instant().truncatedTo(ChronoUnit.DAYS);
        String headline = HEADLINES.get(Seeds.below(Seeds.mix(hash), HEADLINES.size()));
        Map<String, @Nullable Object> page = Json.object(
                "id",
                url,
                "title",
                headline.formatted(words),
                "url",
                url,
                "publishedDate",
                today.minus(Duration.ofDays(1 + Seeds.below(Seeds.mix(hash + 1), 30)))
                        .toString()
                        .replace("Z", ".000Z"),
                "author",
                rank % 3 == 0 ? null : "");
        if (!isMissing(url)) {
            addContents(page, words, hash, query.path("contents"));
        }
        return page;
    }

    private static String site(JsonNode query, long hash) {
        JsonNode domains = query.path("includeDomains");
        return domains.isArray() && !domains.isEmpty()
                ? domains.get(Seeds.below(hash, domains.size())).asString()
                : SITES.get(Seeds.below(hash, SITES.size()));
    }

    private static void addContents(Map<String, @Nullable Object> page, String words, long hash, JsonNode contents) {
        String first = SENTENCES.get(Seeds.below(Seeds.mix(hash + 2), SENTENCES.size()));
        if (asked(contents.path("text"))) {
            String text = words + ". " + first + " " + String.join(" ", SENTENCES);
            int max = contents.path("text").path("maxCharacters").asInt(text.length());
            page.put("text", text.substring(0, Math.min(text.length(), Math.max(0, max))));
        }
        if (asked(contents.path("highlights"))) {
            page.put("highlights", List.of(first));
            page.put("highlightScores", List.of(BigDecimal.valueOf(40 + Seeds.below(hash, 60), 2)));
        }
        if (asked(contents.path("summary"))) {
            page.put("summary", "On " + words + ": " + first);
        }
    }

    private static Map<String, @Nullable Object> cost(JsonNode contents, int count) {
        Map<String, @Nullable Object> cost =
                Json.object("total", SEARCH_COST, "search", Json.object("neural", SEARCH_COST));
        Map<String, @Nullable Object> parts = parts(contents, count);
        if (!parts.isEmpty()) {
            BigDecimal pages = PAGE_COST.multiply(BigDecimal.valueOf((long) count * parts.size()));
            cost.put("total", SEARCH_COST.add(pages));
            cost.put("contents", parts);
        }
        return cost;
    }

    private static Map<String, @Nullable Object> parts(JsonNode contents, int count) {
        Map<String, @Nullable Object> parts = Json.object();
        for (String part : KINDS) {
            if (asked(contents.path(part))) {
                parts.put(part, PAGE_COST.multiply(BigDecimal.valueOf(count)));
            }
        }
        return parts;
    }

    private static boolean asksForNothing(JsonNode contents) {
        return KINDS.stream().noneMatch(kind -> asked(contents.path(kind)));
    }

    /** {@code true} or an object of options. */
    private static boolean asked(JsonNode content) {
        return content.isObject() || content.asBoolean(false);
    }
}

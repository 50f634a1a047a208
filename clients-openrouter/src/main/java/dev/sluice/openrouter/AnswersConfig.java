package dev.sluice.openrouter;

import dev.sluice.client.spi.OutgoingRequest;
import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenRouter is asked to do beside answering: {@code providers.openrouter.answers}. Nothing is sent unless set, and only with the calls that it is for.
 */
record AnswersConfig(
        @Description("Whether answers tell how they were routed (openrouter_metadata), sent as X-OpenRouter-Metadata.")
        boolean routerMetadata,

        @Description(
                "Whether OpenRouter answers identical requests from its cache, which is free; false also where a preset says true. Sent as X-OpenRouter-Cache.")
        @Nullable
        Boolean cache,

        @Description("How long it keeps an answer, 1s to 1d in whole seconds; 300s unless set, or as a preset says.")
        @Nullable
        Duration cacheTtl,

        @Description("Whether it forgets what it has kept and asks the model anew, each time.")
        boolean cacheClear) {

    /** OpenRouter's bounds (response caching, August 2026); it would clamp what is beyond them without a word. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Set<String> ROUTED = Set.of("/chat/completions", "/responses", "/messages");
    private static final String EMBEDDINGS = "/embeddings";

    static final Section<AnswersConfig> SECTION = Section.ofProvider(
                    "answers", AnswersConfig.class, anyProvider -> new AnswersConfig(false, null, null, false))
            .onlyFor(OpenRouterModule.NAME);

    AnswersConfig {
        if (cacheTtl != null
                && (cacheTtl.toSeconds() < 1 || cacheTtl.compareTo(LONGEST) > 0 || cacheTtl.toNanosPart() != 0)) {
            throw new IllegalArgumentException("cache-ttl: out of range (expected: 1s to 1d, in whole seconds)");
        }
        if (Boolean.FALSE.equals(cache) && (cacheTtl != null || cacheClear)) {
            throw new IllegalArgumentException(
                    "cache: off, and yet cache-ttl or cache-clear (expected: neither of them, or the cache on)");
        }
    }

    /** Adds the headers that are for this call. */
    void addTo(OutgoingRequest request) {
        String path = request.uri().getPath();
        boolean routed = request.method().equals("POST") && ROUTED.stream().anyMatch(path::endsWith);
        if (routed && routerMetadata) {
            request.header("X-OpenRouter-Metadata", "enabled");
        }
        if (routed || (request.method().equals("POST") && path.endsWith(EMBEDDINGS))) {
            addCacheTo(request);
        }
    }

    private void addCacheTo(OutgoingRequest request) {
        if (cache != null) {
            request.header("X-OpenRouter-Cache", cache.toString());
        }
        if (cacheTtl != null) {
            request.header("X-OpenRouter-Cache-TTL", Long.toString(cacheTtl.toSeconds()));
        }
        if (cacheClear) {
            request.header("X-OpenRouter-Cache-Clear", "true");
        }
    }
}

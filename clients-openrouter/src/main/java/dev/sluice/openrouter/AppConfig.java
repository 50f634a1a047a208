package dev.sluice.openrouter;

import dev.sluice.client.spi.OutgoingRequest;
import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a bot shows up in OpenRouter's rankings: {@code providers.openrouter.app}. Nothing is sent unless set.
 */
record AppConfig(
        @Description("The bot's site, sent as HTTP-Referer.") @Nullable
        URI referer,

        @Description("The bot's name, sent as X-OpenRouter-Title.") @Nullable
        String title,

        @Description(
                "At most two of OpenRouter's categories of its market place, such as personal-agent, sent as X-OpenRouter-Categories.")
        List<String> categories) {

    /** By OpenRouter's word (app attribution, August 2026): it drops those that it does not know. */
    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final int CATEGORY_CHARS = 30;
    private static final int MAX_CATEGORIES = 2;

    /** What a header may hold. */
    private static final Pattern TITLE =
            Pattern.compile("[\\x21-\\x7e\\xa1-\\xff]([\\x20-\\x7e\\xa0-\\xff]*[\\x21-\\x7e\\xa1-\\xff])?");

    static final Section<AppConfig> SECTION = Section.ofProvider(
                    "app", AppConfig.class, anyProvider -> new AppConfig(null, null, List.of()))
            .onlyFor(OpenRouterModule.NAME);

    AppConfig {
        categories = List.copyOf(categories);
        if (title != null && !TITLE.matcher(title).matches()) {
            throw new IllegalArgumentException(
                    "title: no header can hold it (expected: Latin letters, digits and signs, without spaces around them)");
        }
        if (categories.size() > MAX_CATEGORIES
                || !categories.stream()
                        .allMatch(category -> category.length() <= CATEGORY_CHARS
                                && CATEGORY.matcher(category).matches())) {
            throw new IllegalArgumentException("categories: not usable (expected: at most " + MAX_CATEGORIES
                    + ", each of small letters, digits and single hyphens, at most " + CATEGORY_CHARS
                    + " characters)");
        }
    }

    /** Adds the headers. */
    void addTo(OutgoingRequest request) {
        if (referer != null) {
            request.header("HTTP-Referer", referer.toString());
        }
        if (title != null) {
            request.header("X-OpenRouter-Title", title);
        }
        if (!categories.isEmpty()) {
            request.header("X-OpenRouter-Categories", String.join(",", categories));
        }
    }
}

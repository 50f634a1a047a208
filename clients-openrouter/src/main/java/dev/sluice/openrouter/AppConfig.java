package dev.sluice.openrouter;

import dev.sluice.foundation.config.Section;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a bot shows up in OpenRouter's rankings: {@code providers.openrouter.app}. Nothing is sent unless set.
 *
 * @param referer the bot's site, sent as {@code HTTP-Referer}
 * @param title the bot's name, sent as {@code X-OpenRouter-Title}
 */
record AppConfig(@Nullable URI referer, @Nullable String title) {

    static final Section<AppConfig> SECTION = Section.ofProvider(
                    "app", AppConfig.class, anyProvider -> new AppConfig(null, null))
            .onlyFor(OpenRouterModule.NAME);
}

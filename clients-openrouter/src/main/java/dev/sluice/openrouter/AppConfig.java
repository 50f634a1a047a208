package dev.sluice.openrouter;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a bot shows up in OpenRouter's rankings: {@code providers.openrouter.app}. Nothing is sent unless set.
 */
record AppConfig(
        @Description("The bot's site, sent as HTTP-Referer.") @Nullable
        URI referer,

        @Description("The bot's name, sent as X-OpenRouter-Title.") @Nullable
        String title) {

    static final Section<AppConfig> SECTION = Section.ofProvider(
                    "app", AppConfig.class, anyProvider -> new AppConfig(null, null))
            .onlyFor(OpenRouterModule.NAME);
}

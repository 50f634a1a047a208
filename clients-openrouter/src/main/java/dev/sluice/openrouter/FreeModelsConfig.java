package dev.sluice.openrouter;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;

/** How the models whose id ends in {@code :free} are limited beside {@code limits.groups.free-models}: {@code providers.openrouter.free-models}. */
record FreeModelsConfig(
        @Description("Asks /key before a day's first call to a free model, and heeds what it says is left of the day.")
        boolean limitByKey) {

    static final Section<FreeModelsConfig> SECTION = Section.ofProvider(
                    "free-models", FreeModelsConfig.class, anyProvider -> new FreeModelsConfig(false))
            .onlyFor(OpenRouterModule.NAME);
}

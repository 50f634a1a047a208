package dev.sluice.client;

import dev.sluice.client.spi.ProviderModule;
import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.foundation.config.Section;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.llm.LlmLoggingConfig;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.LimitsStateConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration file may hold: our own sections and those of the modules.
 *
 * @param keys those beside the sections of a provider
 */
record Sections(Modules modules, Section<ProviderKeys> keys) {

    static Sections onClassPath() {
        Modules modules = Modules.onClassPath();
        return new Sections(
                modules,
                Section.ofProviderKeys(
                        ProviderKeys.class, provider -> ProviderKeys.of(modules.apiKeyVariable(provider))));
    }

    /** Of the known providers and any other, without an environment. */
    ConfigurationReader reader() {
        List<Section<?>> all = new ArrayList<>(List.of(
                LimitsConfig.SECTION,
                LimitsStateConfig.SECTION,
                RetryConfig.SECTION,
                BreakerConfig.SECTION,
                HttpConfig.SECTION,
                LoggingConfig.SECTION,
                LlmLoggingConfig.SECTION,
                RequestIdConfig.SECTION,
                keys));
        for (ProviderModule<?> module : modules.all()) {
            all.addAll(module.sections());
        }
        return ConfigurationReader.of(all.toArray(new Section<?>[0]))
                .providers(modules.names())
                .allowOtherProviders();
    }
}

package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.foundation.config.ConfigurationWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of limits alone, and the limiters that follow it. */
final class LimitsFile implements ConfigurationWatch.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LimitsFile.class);

    private static final String STATE = LimitsStateConfig.SECTION.name();

    private final Path file;
    private final Configuration opened;
    private final Limiters limiters;

    private LimitsFile(Path file, Configuration opened, Limiters limiters) {
        this.file = file;
        this.opened = opened;
        this.limiters = limiters;
    }

    /** Reads the file, with these variables over it. */
    static ConfigurationWatch open(Path file, Map<String, String> environment) {
        return ConfigurationWatch.open(
                file,
                ConfigurationReader.of(LimitsConfig.SECTION, LimitsStateConfig.SECTION)
                        .environment(environment)
                        .providers(ShippedLimits.PROVIDERS)
                        .allowOtherProviders());
    }

    /** Lets limiters follow a file that was read. */
    static void follow(ConfigurationWatch watch, Limiters limiters, TimeSource time, Duration every) {
        watch.start(time, every, new LimitsFile(watch.file(), watch.configuration(), limiters));
    }

    @Override
    public void onChanged(Configuration changed) {
        limiters.reconfigure(provider -> changed.provider(provider, LimitsConfig.SECTION));
        if (changed.differences(opened).contains(STATE)) {
            LOG.warn("{}: read anew, its limits are in force; {} will be from the next start on", file, STATE);
        } else {
            LOG.info("{}: read anew, its limits are in force", file);
        }
    }

    @Override
    public void onRefused(ConfigurationException refusal) {
        LOG.error("configuration refused, the old limits go on: {}", refusal.getMessage());
        limiters.reloadRefused(refusal);
    }
}

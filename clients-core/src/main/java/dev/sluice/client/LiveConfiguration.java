package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.foundation.config.ConfigurationWatch;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration as it was opened, and the file it came from, which the limits follow. */
final class LiveConfiguration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);
    private static final String LIMITS = "." + LimitsConfig.SECTION.name();

    private final Configuration opened;
    private final @Nullable ConfigurationWatch watch;

    private LiveConfiguration(Configuration opened, @Nullable ConfigurationWatch watch) {
        this.opened = opened;
        this.watch = watch;
    }

    static LiveConfiguration fixed(Configuration configuration) {
        return new LiveConfiguration(configuration, null);
    }

    static LiveConfiguration of(ConfigurationWatch watch) {
        return new LiveConfiguration(watch.configuration(), watch);
    }

    /** As read when it was opened; what follows the file later are the limits alone. */
    Configuration opened() {
        return opened;
    }

    LimitsConfig limits(String provider) {
        return opened.provider(provider, LimitsConfig.SECTION);
    }

    /** Lets limiters follow the file, if there is one. */
    void follow(Limiters limiters, TimeSource time, Duration every) {
        if (watch != null) {
            watch.start(time, every, new Reload(watch.file().toString(), limiters));
        }
    }

    /** Ends the following. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }

    /** Sections other than limits are used by what was already built with them. */
    private final class Reload implements ConfigurationWatch.Listener {
        private final String file;
        private final Limiters limiters;

        private Reload(String file, Limiters limiters) {
            this.file = file;
            this.limiters = limiters;
        }

        @Override
        public void onChanged(Configuration changed) {
            limiters.reconfigure(provider -> changed.provider(provider, LimitsConfig.SECTION));
            List<String> later = changed.differences(opened).stream()
                    .filter(path -> !path.endsWith(LIMITS))
                    .toList();
            if (later.isEmpty()) {
                LOG.info("{}: read anew, its limits are in force", file);
            } else {
                LOG.warn("{}: read anew, its limits are in force; {} will be from the next start on", file, later);
            }
        }

        @Override
        public void onRefused(ConfigurationException refusal) {
            LOG.error("configuration refused, the old limits go on: {}", refusal.getMessage());
            limiters.reloadRefused(refusal);
        }
    }
}

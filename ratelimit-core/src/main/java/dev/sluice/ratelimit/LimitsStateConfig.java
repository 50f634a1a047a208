package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What limits keep over a restart, as it stands in {@code limits-state}. Immutable.
 *
 * @param file see {@link Limiters.Builder#stateFile}; relative to the working directory; nothing is kept if left out
 */
public record LimitsStateConfig(
        @Description("Where daily quotas and budgets are kept over a restart; nowhere if left out.") @Nullable
        Path file) {

    /** {@code limits-state}; nothing is kept by default. */
    public static final Section<LimitsStateConfig> SECTION =
            Section.ofRoot("limits-state", LimitsStateConfig.class, new LimitsStateConfig(null));
}

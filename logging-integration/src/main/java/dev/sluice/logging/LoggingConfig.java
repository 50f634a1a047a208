package dev.sluice.logging;

import dev.sluice.foundation.config.DataSize;
import dev.sluice.foundation.config.Section;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The section {@code logging}.
 *
 * @param file where JSON lines go; null, the default, leaves them to the application's own set-up
 * @param level what is less important is not written; {@code INFO} by default
 * @param service who writes, {@code sluice} by default
 * @param environment where it runs; by default the variable {@code ENVIRONMENT}, or else {@code development}
 * @param maxBodyChars how much of a body is shown at most, in characters; 2,000 by default, 0 shows lengths and hashes alone
 * @param maxFileSize a file is rolled when it is larger; 50 MB by default
 * @param maxFiles rolled files that are kept; 5 by default
 */
public record LoggingConfig(
        @Nullable Path file,
        Level level,
        String service,
        String environment,
        int maxBodyChars,
        DataSize maxFileSize,
        int maxFiles) {
    /** What ships. */
    public static final LoggingConfig DEFAULTS = new LoggingConfig(
            null,
            Level.INFO,
            "sluice",
            System.getenv().getOrDefault("ENVIRONMENT", "development"),
            2_000,
            new DataSize(50L << 20),
            5);

    /** {@code logging:} at the top of the file. */
    public static final Section<LoggingConfig> SECTION = Section.ofRoot("logging", LoggingConfig.class, DEFAULTS);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is not kept
     */
    public LoggingConfig {
        if (maxBodyChars < 0 || maxBodyChars > TextRules.MAX_CHARS) {
            throw new IllegalArgumentException(
                    "max-body-chars: out of range (expected: 0 to " + TextRules.MAX_CHARS + ")");
        }
        if (maxFiles < 1 || maxFiles > 20) {
            throw new IllegalArgumentException("max-files: out of range (expected: 1 to 20)");
        }
    }

    /** The same with another file, service, environment and level. */
    public LoggingConfig to(Path newFile, String newService, String newEnvironment, Level newLevel) {
        return new LoggingConfig(newFile, newLevel, newService, newEnvironment, maxBodyChars, maxFileSize, maxFiles);
    }
}

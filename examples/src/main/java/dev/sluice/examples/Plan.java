package dev.sluice.examples;

import dev.sluice.client.Sluice;
import dev.sluice.client.SluiceBuilder;
import dev.sluice.foundation.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;

/**
 * A run that can begin: everything the user gave was checked, and nothing was started.
 *
 * @param out an existing, writable directory
 * @param keys by provider
 * @param environment for the configuration's overrides
 */
record Plan(
        DemoOptions options, String experimentId, Path out, Map<String, Secret> keys, Map<String, String> environment) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /**
     * Checks the keys, the configuration and the directory, in this order.
     *
     * @throws UsageException if a key is missing or the directory cannot be written
     * @throws dev.sluice.foundation.config.ConfigurationException if the configuration is refused
     */
    static Plan of(DemoOptions options, Map<String, String> environment) {
        Map<String, Secret> keys =
                options.live() ? Credentials.live(environment, options.mode()) : Credentials.simulated(environment);
        String id = "demo-" + STAMP.format(LocalDateTime.now(ZoneOffset.UTC)) + "-" + random();
        Path out = options.out() == null ? Path.of("demo-out", id) : options.out();
        Plan plan = new Plan(options, id, out, keys, environment);
        plan.sluice().build().close(); // reads the whole configuration, calls nobody
        requireWritable(out);
        return plan;
    }

    /** Begins a {@link Sluice} with the user's configuration and the keys. */
    SluiceBuilder sluice() {
        SluiceBuilder builder = Sluice.builder().environment(environment);
        if (options.config() != null) {
            builder.config(options.config());
        }
        keys.forEach(builder::credential);
        return builder;
    }

    private static void requireWritable(Path out) {
        try {
            Files.createDirectories(out);
            Files.delete(Files.createTempFile(out, "probe", ".tmp"));
        } catch (IOException e) {
            throw new UsageException("--out " + out + ": cannot be written: "
                    + e.getClass().getSimpleName() + " (expected a directory that can be made or written to)");
        }
    }

    private static String random() {
        byte[] bytes = new byte[2];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

package dev.sluice.daytona;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.time.Duration;

/**
 * How this program's sandboxes are marked and taken down: {@code providers.daytona.sandbox}.
 *
 * @param owner value of the label {@code owner} of sandboxes opened by lease, unless the request has the label
 * @param startWithin how long a sandbox may take to start; Daytona's own SDKs wait 60 s
 * @param deleteWithin how long to try to delete a sandbox before it is reported as left behind
 */
record SandboxConfig(
        @Description("Value of the label owner of sandboxes opened by lease, unless the request has the label.")
        String owner,

        @Description("How long a sandbox may take to start.")
        Duration startWithin,

        @Description("How long to try to delete a sandbox before it is reported as left behind.")
        Duration deleteWithin) {

    static final Section<SandboxConfig> SECTION = Section.ofProvider(
                    "sandbox",
                    SandboxConfig.class,
                    anyProvider -> new SandboxConfig("sluice", Duration.ofSeconds(60), Duration.ofSeconds(30)))
            .onlyFor(DaytonaModule.NAME);

    SandboxConfig {
        if (owner.isBlank()) {
            throw new IllegalArgumentException("owner: blank (expected: a name to find the sandboxes by)");
        }
        if (startWithin.isNegative() || deleteWithin.isNegative()) {
            throw new IllegalArgumentException("start-within, delete-within: negative (expected: zero or more)");
        }
    }
}

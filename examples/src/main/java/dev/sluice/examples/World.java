package dev.sluice.examples;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where the providers are: simulated or real. */
interface World extends AutoCloseable {
    /** Addresses other than the real ones, by the simulators' names; empty if the providers are real. */
    Map<String, URI> baseUrls();

    /** The simulators' own door; empty if the providers are real. */
    Optional<SimulatorControl> control();

    @Override
    void close();

    /** The real APIs. */
    static World live() {
        return new World() {
            @Override
            public Map<String, URI> baseUrls() {
                return Map.of();
            }

            @Override
            public Optional<SimulatorControl> control() {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}

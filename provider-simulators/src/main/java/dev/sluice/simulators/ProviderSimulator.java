package dev.sluice.simulators;

import java.net.URI;
import java.util.Map;

/** One simulated provider: where it listens, what it saw, and how to make it misbehave. Thread-safe. */
public interface ProviderSimulator {

    /** The provider's name as everywhere in Sluice: {@code polymarket}, {@code exa}, {@code openrouter} or {@code daytona}. */
    String provider();

    /** Its base URLs by the names of the {@link SimulatorsMain} line, such as {@code exa} or {@code daytona_api}. */
    Map<String, URI> baseUrls();

    /** What it has seen so far. */
    ProviderReport report();

    /** Injects a fault, in force from now on beside those injected earlier; of several that fit, the oldest strikes. */
    void inject(Fault fault);
}

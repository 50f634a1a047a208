package dev.sluice.examples;

import dev.sluice.simulators.Simulators;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Simulators in the test's own process. */
record InProcessWorld(Simulators simulators) implements World {
    @Override
    public Map<String, URI> baseUrls() {
        return simulators.baseUrls();
    }

    @Override
    public Optional<SimulatorControl> control() {
        return Optional.of(new SimulatorControl(simulators.control()));
    }

    /** Left to the test, which still looks at the reports. */
    @Override
    public void close() {}
}

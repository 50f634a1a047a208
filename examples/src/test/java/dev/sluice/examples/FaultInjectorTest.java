package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.CallOutcome;
import dev.sluice.client.CallRecord;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SimulatorsExtension.class)
class FaultInjectorTest {
    private static final List<FaultOrder> ALL = Providers.ALL.stream()
            .map(provider -> new FaultOrder(provider, 429, 2))
            .toList();

    @Test
    void direct_openRouterWaitsForTheFirstSearch(Simulators simulators) {
        FaultInjector injector = injector(simulators, Mode.DIRECT);
        injector.begin();
        assertThat(injected(simulators)).containsExactly("polymarket", "exa");
        injector.onCall(call("polymarket"));
        assertThat(injected(simulators)).containsExactly("polymarket", "exa");
        injector.onCall(call("exa"));
        assertThat(injected(simulators)).containsExactlyElementsOf(Providers.ALL);
    }

    @Test
    void code_openRouterWaitsForTheFirstSandbox_andNothingIsInjectedTwice(Simulators simulators) {
        FaultInjector injector = injector(simulators, Mode.CODE);
        injector.begin();
        injector.onCall(call("exa"));
        assertThat(injected(simulators)).containsExactly("polymarket", "exa", "daytona");
        injector.onCall(call("daytona"));
        injector.onCall(call("daytona"));
        injector.onCall(call("exa"));
        injector.begin();
        assertThat(injected(simulators)).containsExactlyElementsOf(Providers.ALL);
        assertThat(simulators.report().values())
                .allSatisfy(seen -> assertThat(seen.faults()).hasSize(1));
    }

    private static FaultInjector injector(Simulators simulators, Mode mode) {
        return new FaultInjector(new SimulatorControl(simulators.control()), mode, ALL);
    }

    private static List<String> injected(Simulators simulators) {
        return Providers.ALL.stream()
                .filter(provider -> !simulators.report().get(provider).faults().isEmpty())
                .toList();
    }

    private static CallRecord call(String provider) {
        return new CallRecord(
                provider,
                "any",
                null,
                "req_1",
                Map.of(),
                1,
                Duration.ZERO,
                Duration.ZERO,
                CallOutcome.SUCCESS,
                200,
                null);
    }
}

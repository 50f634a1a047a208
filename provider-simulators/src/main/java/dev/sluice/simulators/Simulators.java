package dev.sluice.simulators;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;

/**
 * All simulated providers on one server on loopback, on a free port of its own. Thread-safe; its threads are daemons. Closing it drops
 * connections at once and forgets all state.
 */
public final class Simulators implements AutoCloseable {
    private final SimulatorServer server = new SimulatorServer();
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private final URI control;
    private final PolymarketSimulator polymarket;
    private final ExaSimulator exa;
    private final OpenRouterSimulator openRouter;
    private final DaytonaSimulator daytona;
    private final List<ProviderSimulator> all;

    private Simulators(SimulatorOptions options) {
        URI address = server.open();
        control = address.resolve(ControlHandler.PREFIX);
        polymarket = new PolymarketSimulator(address, options);
        exa = new ExaSimulator(address, options);
        openRouter = new OpenRouterSimulator(address, options);
        daytona = new DaytonaSimulator(address, options);
        all = List.of(polymarket, exa, openRouter, daytona);
        List<Handler> handlers = new ArrayList<>(List.of(exa.endpoint(), openRouter.endpoint()));
        handlers.addAll(polymarket.endpoints());
        handlers.addAll(daytona.endpoints());
        handlers.add(new ControlHandler(this));
        server.start(handlers);
    }

    /** Starts all with {@link SimulatorOptions#defaults()}. */
    public static Simulators start() {
        return start(SimulatorOptions.defaults());
    }

    /**
     * Starts all.
     *
     * @throws IllegalStateException if the server cannot start
     */
    public static Simulators start(SimulatorOptions options) {
        return new Simulators(options);
    }

    /** The simulated Polymarket. */
    public PolymarketSimulator polymarket() {
        return polymarket;
    }

    /** The simulated Exa. */
    public ExaSimulator exa() {
        return exa;
    }

    /** The simulated OpenRouter. */
    public OpenRouterSimulator openRouter() {
        return openRouter;
    }

    /** The simulated Daytona. */
    public DaytonaSimulator daytona() {
        return daytona;
    }

    /** The base URL of the control endpoint: GET /report, POST /faults, POST /shutdown. */
    public URI control() {
        return control;
    }

    /** All base URLs by name, {@code control} last; what {@link SimulatorsMain} prints. None ends with a slash. */
    public Map<String, URI> baseUrls() {
        Map<String, URI> urls = new LinkedHashMap<>();
        all.forEach(simulator -> urls.putAll(simulator.baseUrls()));
        urls.put("control", control);
        return urls;
    }

    /** What each provider has seen, by its name. */
    public Map<String, ProviderReport> report() {
        Map<String, ProviderReport> reports = new LinkedHashMap<>();
        all.forEach(simulator -> reports.put(simulator.provider(), simulator.report()));
        return reports;
    }

    /**
     * Injects a fault by name.
     *
     * @param provider as in {@link #report()}, or {@code daytona_toolbox} for the sandboxes' own host
     * @throws IllegalArgumentException if no provider is called so
     */
    public void inject(String provider, Fault fault) {
        if (provider.equals("daytona_toolbox")) {
            daytona.injectIntoToolbox(fault);
            return;
        }
        all.stream()
                .filter(simulator -> simulator.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "provider: " + provider + " is unknown (expected one of " + report().keySet() + ")"))
                .inject(fault);
    }

    /** Stops the server and drops its connections; again is harmless. */
    @Override
    public void close() {
        server.close();
    }

    void requestShutdown() {
        shutdown.countDown();
    }

    void awaitShutdown() throws InterruptedException {
        shutdown.await();
    }
}

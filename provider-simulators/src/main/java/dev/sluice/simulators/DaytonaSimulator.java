package dev.sluice.simulators;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Daytona: {@code /sandbox} create, get, list and delete with the state machine and the disk quota of one organization, and each
 * sandbox's toolbox with file upload, download and command execution, for every non-blank bearer key. Made by {@link Simulators}.
 *
 * <p>A sandbox is creating, then starting, then started; deleted, it is destroying and then gone, and its disk is free from destroying on,
 * which is after the answer to DELETE. While it starts, DELETE is a conflict.
 *
 * <p>The report counts both hosts; highest concurrency and smallest spacing are the main API's, because the toolbox is limited apart.
 */
public final class DaytonaSimulator implements ProviderSimulator {
    private static final String API_PREFIX = "/daytona/api";
    private static final String TOOLBOX_PREFIX = "/daytona/toolbox";

    private final URI api;
    private final URI toolbox;
    private final Account apiAccount;
    private final Account toolboxAccount;
    private final Sandboxes sandboxes;
    private final List<Endpoint> endpoints;

    DaytonaSimulator(URI server, SimulatorOptions options) {
        api = server.resolve(API_PREFIX);
        toolbox = server.resolve(TOOLBOX_PREFIX);
        apiAccount = new Account("daytona", options);
        toolboxAccount = new Account("daytona_toolbox", options);
        sandboxes = new Sandboxes(options, toolbox.toString());
        endpoints = List.of(
                new Endpoint(API_PREFIX, apiAccount, new DaytonaDialect(options, sandboxes), options),
                new Endpoint(TOOLBOX_PREFIX, toolboxAccount, new ToolboxDialect(options, sandboxes), options));
    }

    @Override
    public String provider() {
        return "daytona";
    }

    @Override
    public Map<String, URI> baseUrls() {
        Map<String, URI> urls = new LinkedHashMap<>();
        urls.put("daytona_api", api);
        urls.put("daytona_toolbox", toolbox);
        return urls;
    }

    @Override
    public ProviderReport report() {
        return sandboxes.addTo(apiAccount.report().plus(toolboxAccount.report()));
    }

    /** Injects a fault into the main API; see {@link #injectIntoToolbox}. */
    @Override
    public void inject(Fault fault) {
        endpoints.get(0).inject(fault);
    }

    /** Injects a fault into the sandboxes' own host; over HTTP it is called {@code daytona_toolbox}. */
    public void injectIntoToolbox(Fault fault) {
        endpoints.get(1).inject(fault);
    }

    /** Sandboxes that hold disk now. */
    public int sandboxesAlive() {
        return sandboxes.alive();
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }
}

package dev.sluice.simulators;

import java.util.List;

/**
 * What a request asks for.
 *
 * @param name as in the report
 * @param windows the limits it counts against, the most specific first
 */
record Operation(String name, List<RequestWindow> windows) {
    static final Operation UNKNOWN = new Operation("unknown", List.of());

    static Operation of(String name, RequestWindow... windows) {
        return new Operation(name, List.of(windows));
    }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.calls.ServerProcess;
import dev.sluice.benchmarks.calls.StreamCallers;
import java.io.IOException;

/** From a call to its first streamed token, the raw client and Sluice taking turns, so that both meet the same machine. */
final class FirstTokenTrial {
    private final int calls;

    FirstTokenTrial(int calls) {
        this.calls = calls;
    }

    FirstToken run() throws IOException {
        try (ServerProcess server = ServerProcess.start();
                StreamCallers callers = StreamCallers.of(server.streamUrl())) {
            measure(callers);
            return measure(callers);
        }
    }

    private FirstToken measure(StreamCallers callers) throws IOException {
        Waits raw = new Waits();
        Waits sluice = new Waits();
        for (int call = 0; call < calls; call++) {
            raw.record(callers.rawFirstLineNanos());
            sluice.record(callers.sluiceFirstEventNanos());
        }
        return new FirstToken(raw, sluice);
    }

    /**
     * How long it took.
     *
     * @param raw the JDK's client reading its first line
     * @param sluice an event stream's first event
     */
    record FirstToken(Waits raw, Waits sluice) {}
}

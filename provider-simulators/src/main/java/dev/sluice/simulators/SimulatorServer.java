package dev.sluice.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The embedded server: loopback only, a free port, daemon threads named {@code sluice-simulators-…}. */
final class SimulatorServer implements AutoCloseable {
    private static final String THREADS = "sluice-simulators";

    private final Server server;
    private final ServerConnector connector;

    SimulatorServer() {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName(THREADS);
        threads.setDaemon(true);
        server = new Server(threads, new ScheduledExecutorScheduler(THREADS + "-timer", true), null);
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendDateHeader(
                false); // the machine's date beside instants of an injected clock would tell clients of a clock that is
        // off
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
    }

    /** Opens the port; the address is known from here on, and requests wait until {@link #start}. */
    URI open() {
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("simulators: no free port on 127.0.0.1", e);
        }
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    void start(List<? extends Handler> handlers) {
        server.setHandler(new Handler.Sequence(List.copyOf(handlers)));
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("simulators: the server did not start", e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("simulators: the server did not stop", e);
        }
    }
}

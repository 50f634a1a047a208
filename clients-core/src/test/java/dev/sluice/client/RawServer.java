package dev.sluice.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server of one script per connection, for what no well-behaved server does. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch peerClosed = new CountDownLatch(1);

    private RawServer(Script script) throws IOException {
        this.script = script;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static RawServer of(Script script) throws IOException {
        return new RawServer(script);
    }

    /** Answers with this head and body, then waits for the client to close. */
    static RawServer stalling(String answer) throws IOException {
        return of((server, in, out) -> {
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.flush();
            server.awaitPeerClose(in);
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int connections() {
        return connections.size();
    }

    /** Waits until a script has called {@link #reached()} or is waiting for the client to close. */
    void awaitReached() throws InterruptedException {
        await(reached);
    }

    void reached() {
        reached.countDown();
    }

    /** Waits until the client has closed the connection. */
    void awaitPeerClosed() throws InterruptedException {
        await(peerClosed);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("not reached within 20 s");
        }
    }

    void awaitPeerClose(InputStream in) {
        reached();
        try {
            while (in.read() >= 0) {
                // whatever else the client sends
            }
        } catch (IOException reset) {
            // a reset is a close too
        }
        peerClosed.countDown();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread thread = new Thread(() -> serve(connection), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            readHead(connection.getInputStream());
            script.run(this, connection.getInputStream(), connection.getOutputStream());
        } catch (IOException clientGone) {
            peerClosed.countDown();
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** What one connection does after it has read a request's head. */
    interface Script {
        void run(RawServer server, InputStream in, OutputStream out) throws IOException;
    }
}

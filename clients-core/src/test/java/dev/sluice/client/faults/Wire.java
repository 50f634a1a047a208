package dev.sluice.client.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A server of one script per request, for what no well-behaved server does. Keeps connections alive where the script lets it. */
final class Wire implements Server {
    private static final int BACKLOG = 200;

    private final ServerSocket socket;
    private final Script script;
    private final @Nullable String words;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int exchanges;

    private Wire(ServerSocket socket, Script script) {
        this(socket, script, null);
    }

    private Wire(ServerSocket socket, Script script, @Nullable String words) {
        this.socket = socket;
        this.script = script;
        this.words = words;
        start("wire-acceptor", this::accept);
    }

    static Wire of(Script script) throws IOException {
        return new Wire(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), script);
    }

    /** One that answers whatever comes at once with this, and hangs up. */
    static Wire saying(String words) throws IOException {
        return new Wire(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), Script.NONE, words);
    }

    /** At a certain port, which must be free. */
    static Wire at(int port, Script script) throws IOException {
        return new Wire(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), script);
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public int requests() {
        return requests.get();
    }

    /** How many connections were made. */
    int connections() {
        return accepted.get();
    }

    /** How many of them neither end has closed. */
    int openConnections() {
        return open.size();
    }

    /** Waits until nobody is being answered: each exchange was ended by the script or by the client's hanging up. */
    @Override
    public void awaitNoExchange() throws InterruptedException {
        awaitNone("exchanges", () -> exchanges);
    }

    /** Waits until either end has closed each connection. */
    void awaitNoConnection() throws InterruptedException {
        awaitNone("connections", open::size);
    }

    private void awaitNone(String what, IntSupplier number) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(20);
        lock.lockInterruptibly();
        try {
            while (number.getAsInt() > 0) {
                if (left <= 0) {
                    throw new AssertionError(number.getAsInt() + " " + what + " still open at the server");
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                accepted.incrementAndGet();
                open.add(connection);
                start("wire-connection", () -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            Peer peer = new Peer(connection);
            if (words != null) {
                connection.getInputStream().read();
                peer.write(words);
                return;
            }
            while (!connection.isClosed() && peer.readRequest()) {
                exchange(peer);
            }
        } catch (IOException clientGone) {
            // its affair
        } finally {
            open.remove(connection);
            count(0);
        }
    }

    private void exchange(Peer peer) throws IOException {
        count(1);
        try {
            script.run(peer, requests.incrementAndGet());
        } finally {
            count(-1);
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            exchanges += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }

    /** What is done with one request, which has been read. */
    interface Script {
        Script NONE = (peer, number) -> {};

        /** @param number of the request at this server, from 1 */
        void run(Peer peer, int number) throws IOException;
    }
}

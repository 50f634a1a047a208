package dev.sluice.client.faults;

import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What keeps a call from reaching a server at all. */
final class Obstacles {
    private Obstacles() {}

    /** Nobody listens, at first or ever. */
    static Server refused(Scene scene) throws IOException {
        Refusing server = new Refusing();
        scene.beforeSecond.set(server::recover);
        return server;
    }

    /** Plain text where TLS is spoken. */
    static Server noTls(Scene scene) throws IOException {
        return new Relabelled(Wire.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), "https");
    }

    /** Connections are not accepted: the queue of them is full, so that the next one waits. */
    static Server full(Scene scene) throws IOException {
        scene.stage.countDown();
        return new Full();
    }

    /** Another call holds all permits. */
    static final class AllPermitsTaken implements Trouble {
        @Override
        public Server open(Scene scene) throws IOException {
            return Wire.of((peer, number) -> Scene.good(peer));
        }

        @Override
        public Runnable obstruct(Limiter limiter, Scene scene) throws InterruptedException {
            List<Permit> taken = new ArrayList<>();
            for (int i = 0; i < Rig.PERMITS; i++) {
                taken.add(limiter.acquire(AcquireRequest.of(1)));
            }
            return () -> taken.forEach(Permit::close);
        }

        @Override
        public CountDownLatch stage(Scene scene) {
            return scene.clock.parked();
        }
    }

    /** The client backs off after its first attempt, for a time that is not drawn: none of the drawn ones is surely above zero. */
    static final class BackingOff implements Trouble {
        @Override
        public Server open(Scene scene) throws IOException {
            return Answers.saying(ignored ->
                            Sayings.status(429).withHeader("Retry-After", "5").withHeader("x-not-processed", "true"))
                    .open(scene);
        }

        @Override
        public CountDownLatch stage(Scene scene) {
            return scene.clock.parked();
        }
    }

    /** Keeps a port which nobody listens at until {@link #recover()}. */
    private static final class Refusing implements Server {
        private final Socket keeper = new Socket();
        private @Nullable Wire up;

        Refusing() throws IOException {
            keeper.setReuseAddress(true);
            keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1:" + keeper.getLocalPort());
        }

        @Override
        public synchronized int requests() {
            return up == null ? 0 : up.requests();
        }

        @Override
        public synchronized void recover() {
            try {
                up = up == null ? Wire.at(keeper.getLocalPort(), (peer, number) -> Scene.good(peer)) : up;
            } catch (IOException taken) {
                throw new UncheckedIOException(taken);
            }
        }

        @Override
        public synchronized void awaitNoExchange() throws InterruptedException {
            if (up != null) {
                up.awaitNoExchange();
            }
        }

        @Override
        public synchronized void close() throws IOException {
            keeper.close();
            if (up != null) {
                up.close();
            }
        }
    }

    private record Relabelled(Wire wire, String scheme) implements Server {
        @Override
        public URI uri() {
            return URI.create(scheme + "://127.0.0.1:" + wire.uri().getPort());
        }

        @Override
        public int requests() {
            return wire.requests();
        }

        @Override
        public void awaitNoExchange() throws InterruptedException {
            wire.awaitNoExchange();
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }

    private static final class Full implements Server {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> waiting = new ArrayList<>();

        Full() throws IOException {
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(socket.getInetAddress(), socket.getLocalPort()));
            }
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        @Override
        public int requests() {
            return 0;
        }

        @Override
        public void awaitNoExchange() {
            // there is none
        }

        @Override
        public void close() throws IOException {
            for (Socket one : waiting) {
                one.close();
            }
            socket.close();
        }
    }
}

package dev.sluice.exa;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers with event streams, in pieces of any size; each answer once, the last one for ever. And the real client in front of it. */
final class PieceServer implements AutoCloseable {
    final List<String> lastEventIds = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final Sluice sluice;
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private volatile int pieceBytes = Integer.MAX_VALUE;
    private volatile boolean brokenOff;

    PieceServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            lastEventIds.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream; charset=utf-8");
            byte[] answer = next();
            // A body that is shorter than promised is a broken connection to the client.
            exchange.sendResponseHeaders(200, brokenOff ? answer.length + 1 : 0);
            try (OutputStream body = exchange.getResponseBody()) {
                send(answer, body);
            }
        });
        server.start();
        sluice = Sluice.builder()
                .environment(Map.of())
                .baseUrl(
                        "exa",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credential("exa", Secret.of(ExaServer.KEY))
                .time(VirtualTime.autoAdvancing())
                .build();
    }

    PieceServer answers(int inPiecesOf, byte[]... bodies) {
        pieceBytes = inPiecesOf;
        synchronized (answers) {
            answers.clear();
            answers.addAll(List.of(bodies));
        }
        return this;
    }

    /** From now on the connection breaks behind each answer. */
    PieceServer breakingOff() {
        brokenOff = true;
        return this;
    }

    ExaClient client() {
        return sluice.client(ExaClient.class);
    }

    private byte[] next() {
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }

    private void send(byte[] bytes, OutputStream body) throws IOException {
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            body.write(bytes, from, Math.min(pieceBytes, bytes.length - from));
            body.flush();
        }
    }

    @Override
    public void close() {
        sluice.close();
        server.stop(0);
    }
}

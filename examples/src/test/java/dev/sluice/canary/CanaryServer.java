package dev.sluice.canary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every request with the bytes that are set, and remembers the requests. */
final class CanaryServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile byte[] answer = {};
    private volatile boolean inPieces;

    CanaryServer() throws IOException {
        Thread acceptor = new Thread(this::accept, "canary-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Heads of all requests. */
    List<String> requests() {
        return requests;
    }

    void answer(byte[] bytes, boolean pieces) {
        answer = bytes;
        inPieces = pieces;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "canary-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // the run is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String head = head(connection.getInputStream());
            requests.add(head);
            connection.getInputStream().readNBytes(contentLength(head));
            byte[] bytes = answer;
            if (bytes.length == 0) {
                // no answer: until the client has had enough
                connection.getInputStream().read();
                return;
            }
            OutputStream out = connection.getOutputStream();
            for (int i = 0; i < bytes.length; i += inPieces ? 7 : bytes.length) {
                out.write(bytes, i, Math.min(inPieces ? 7 : bytes.length, bytes.length - i));
                out.flush();
            }
        } catch (IOException clientGone) {
            // it may
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

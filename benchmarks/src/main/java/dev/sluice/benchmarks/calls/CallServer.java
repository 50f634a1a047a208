package dev.sluice.benchmarks.calls;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The server, to be run in a JVM of its own: as little as can be between the caller and its answer, one thread for each connection, kept
 * alive. Writes its port to standard output and ends when standard input does, so that it never outlives who started it.
 */
public final class CallServer {
    private static final byte[] ANSWER = response("application/json", Samples.answer());
    private static final byte[] STREAM = response("text/event-stream", Samples.stream());

    /** What a provider close by takes. */
    private static final Duration SLOW = Duration.ofMillis(5);

    private CallServer() {}

    /** @param args none */
    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(() -> accept(server));
        System.out.println(server.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket caller = server.accept();
                caller.setTcpNoDelay(true);
                daemon(() -> serve(caller));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static void serve(Socket caller) {
        try (caller) {
            InputStream in = new BufferedInputStream(caller.getInputStream());
            OutputStream out = caller.getOutputStream();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                skipRequest(in);
                if (line.contains("/slow/")) {
                    LockSupport.parkNanos(SLOW.toNanos());
                }
                out.write(line.contains("/stream/") ? STREAM : ANSWER);
            }
        } catch (IOException ended) {
            // the caller is gone, and the next one has a connection of its own
        }
    }

    private static void skipRequest(InputStream in) throws IOException {
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }

    private static byte[] response(String contentType, byte[] body) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + body.length
                + "\r\nX-Request-Id: req-benchmark\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "sluice-benchmark-server");
        thread.setDaemon(true);
        thread.start();
    }
}

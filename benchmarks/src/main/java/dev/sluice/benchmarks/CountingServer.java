package dev.sluice.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * A keep-alive server in a process of its own that answers 2 KiB of JSON at once and knows which numbers it was asked for, and how often twice:
 * {@code POST /calls/7}. Its process ends with its standard input.
 */
public final class CountingServer implements AutoCloseable {
    private static final String JSON = "{\"id\":\"call\",\"text\":\"" + "x".repeat(2_022) + "\"}";
    private static final byte[] ANSWER = answer("application/json", JSON);

    private final Process process;
    private final BufferedReader said;
    private final URI uri;

    private CountingServer(Process process) throws IOException {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.uri = URI.create("http://127.0.0.1:" + said.readLine());
    }

    static CountingServer start() throws IOException {
        return new CountingServer(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    URI uri() {
        return uri;
    }

    /** What has been received since the last time that this was asked. */
    Counts counts() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        String[] words = said.readLine().split(" ", -1);
        return new Counts(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    /** Ends the process. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * @param received requests
     * @param repeated those whose number had been received before
     */
    record Counts(long received, long repeated) {}

    /** The process: prints its port, and its counts for each line it is sent. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Ledger ledger = new Ledger();
            Thread acceptor = new Thread(() -> accept(socket, ledger));
            acceptor.setDaemon(true);
            acceptor.start();
            System.out.println(socket.getLocalPort());
            while (System.in.read() >= 0) {
                System.out.println(ledger.take());
            }
        }
    }

    private static void accept(ServerSocket socket, Ledger ledger) {
        try {
            while (true) {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(connection, ledger));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // the process ends
        }
    }

    private static void serve(Socket connection, Ledger ledger) {
        try (connection;
                InputStream in = connection.getInputStream()) {
            OutputStream out = connection.getOutputStream();
            RequestReader requests = new RequestReader(in);
            for (int number = requests.next(); number >= 0; number = requests.next()) {
                ledger.received(number);
                out.write(ANSWER);
            }
        } catch (IOException clientGone) {
            // so is the connection
        }
    }

    private static byte[] answer(String type, String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Which numbers came. */
    private static final class Ledger {
        private final BitSet seen = new BitSet();
        private long received;
        private long repeated;

        synchronized void received(int number) {
            received++;
            if (seen.get(number)) {
                repeated++;
            }
            seen.set(number);
        }

        synchronized String take() {
            String counts = received + " " + repeated;
            seen.clear();
            received = 0;
            repeated = 0;
            return counts;
        }
    }
}

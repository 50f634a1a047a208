package dev.sluice.benchmarks;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Param;
import feign.RequestLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Calls whose server stalls or drips, at ten threads: how long after its deadline each of them ends, in real time. */
public final class OverrunReport {
    private static final int THREADS = 10;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";

    private final PrintStream out;
    private final int rounds;

    OverrunReport(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    /** @param args how many times 100 calls of each kind; 1 if not said */
    public static void main(String[] args) throws Exception {
        System.out.println(Machine.describe());
        new OverrunReport(System.out, Arguments.times(10, args)).all(Duration.ofMillis(500));
    }

    void all(Duration deadline) throws Exception {
        Table table = Table.print(
                out,
                rounds * THREADS + " calls of each kind, deadline " + deadline.toMillis() + " ms: overrun, ms",
                "server",
                "p50",
                "p99",
                "max");
        String config = """
                providers:
                  bench:
                    limits: { max-concurrent: 10, min-delay: 0ms }
                    retry: { max-attempts: 1 }
                    circuit-breaker: { window: 1000000 }
                    http: { deadline: %dms }
                """.formatted(deadline.toMillis());
        try (ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                Sluice sluice =
                        Sluice.builder().config(config).environment(Map.of()).build()) {
            Starter.PLATFORM.start(() -> accept(socket));
            Api api = sluice.api(
                    "bench",
                    ApiDefinition.of(Api.class, URI.create("http://127.0.0.1:" + socket.getLocalPort()))
                            .build());
            overruns(api, "warmup", deadline);
            for (String kind : new String[] {"stalled head", "stalled body", "dripping body"}) {
                double[] millis = overruns(api, kind.replace(' ', '-'), deadline);
                table.row(kind, millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1]);
            }
        }
    }

    private double[] overruns(Api api, String kind, Duration deadline) throws InterruptedException {
        double[] millis = new double[rounds * THREADS];
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int first = i * rounds;
            threads[i] = Starter.PLATFORM.start(() -> {
                for (int round = 0; round < rounds; round++) {
                    millis[first + round] = (nanos(api, kind) - deadline.toNanos()) / 1e6;
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Arrays.sort(millis);
        return millis;
    }

    private static long nanos(Api api, String kind) {
        long start = System.nanoTime();
        try {
            throw new IllegalStateException("answered: " + api.get(kind).length());
        } catch (TransportException asExpected) {
            return System.nanoTime() - start;
        }
    }

    private static void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                Starter.PLATFORM.start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the report is over
        }
    }

    private static void serve(Socket connection) {
        try (connection) {
            byte[] head = new byte[1_000];
            int count = connection.getInputStream().read(head);
            String request = new String(head, 0, Math.max(0, count), StandardCharsets.US_ASCII);
            OutputStream answer = connection.getOutputStream();
            if (!request.contains("stalled-head")) {
                answer.write(HEAD.getBytes(StandardCharsets.US_ASCII));
            }
            while (request.contains("dripping-body")) {
                answer.write(' ');
                LockSupport.parkNanos(5_000_000);
            }
            while (connection.getInputStream().read(head) >= 0) {
                // until the client closes
            }
        } catch (IOException closedByTheClient) {
            // as it should
        }
    }

    /** The calls. */
    interface Api {
        @Operation(name = "get", retry = RetryClass.SAFE)
        @RequestLine("GET /{kind}")
        String get(@Param("kind") String kind);
    }
}

package dev.sluice.benchmarks;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Param;
import feign.RequestLine;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many POSTs over kept-alive connections, at ten threads: how many fail although the server answers each, and how many it receives twice. The
 * JDK's client with its default executor, the same where each call's work stays on its thread and the selector's, and Sluice.
 */
public final class KeepAliveReport {
    private static final int THREADS = 10;
    private static final Prompt PROMPT = new Prompt("m", "z".repeat(170));
    private static final String LIMITS = """
            providers:
              bench:
                limits: { max-concurrent: 10, min-delay: 0ms }
                retry: { max-attempts: 1 }
            """;

    private final PrintStream out;
    private final CountingServer server;

    KeepAliveReport(PrintStream out, CountingServer server) {
        this.out = out;
        this.server = server;
    }

    /** @param args how many times 100,000 calls; 1 if not said */
    public static void main(String[] args) throws Exception {
        System.out.println(Machine.describe());
        try (CountingServer server = CountingServer.start()) {
            new KeepAliveReport(System.out, server).all(Arguments.times(100_000, args));
        }
    }

    void all(int calls) throws Exception {
        Table table = Table.print(
                out,
                Table.number(calls, 0) + " POSTs at " + THREADS + " threads",
                "client",
                "failed",
                "received",
                "twice",
                "CPU us/call",
                "calls/s");
        try (Sluice sluice =
                Sluice.builder().config(LIMITS).environment(Map.of()).build()) {
            Api api = sluice.api(
                    "bench", ApiDefinition.of(Api.class, server.uri()).build());
            row(table, "Sluice", calls, number -> api.call(number, PROMPT));
        }
        row(table, "JDK, default executor", calls, jdk(HttpClient.newHttpClient()));
        row(
                table,
                "JDK, same thread",
                calls,
                jdk(HttpClient.newBuilder().executor(Runnable::run).build()));
    }

    private Call jdk(HttpClient client) {
        byte[] body = ("{\"model\":\"m\",\"text\":\"" + PROMPT.text() + "\"}").getBytes(StandardCharsets.UTF_8);
        return number -> client.send(
                        HttpRequest.newBuilder(URI.create(server.uri() + "/calls/" + number))
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private void row(Table table, String name, int calls, Call call) throws Exception {
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger next = new AtomicInteger();
        server.counts();
        long cpu = Cpu.processNanos();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Starter.PLATFORM.start(() -> {
                for (int number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
                    if (!succeeds(call, number)) {
                        failed.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        CountingServer.Counts counts = server.counts();
        table.row(
                name,
                Table.number(failed.get(), 0),
                Table.number(counts.received(), 0),
                Table.number(counts.repeated(), 0),
                Cpu.microsEach(Cpu.processNanos() - cpu, calls, 1),
                Table.number(calls / seconds, 0));
    }

    private static boolean succeeds(Call call, int number) throws InterruptedException {
        try {
            call.make(number);
            return true;
        } catch (IOException | ClientException spurious) {
            return false;
        }
    }

    /** One call of this number. */
    interface Call {
        Object make(int number) throws IOException, InterruptedException;
    }

    /** The same by Sluice. */
    interface Api {
        @Operation(name = "call", retry = RetryClass.EFFECT)
        @RequestLine("POST /calls/{number}")
        Answer call(@Param("number") int number, Prompt prompt);
    }

    record Prompt(String model, String text) {}

    record Answer(String id, String text) {}
}

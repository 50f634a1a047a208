package dev.sluice.benchmarks.calls;

import dev.sluice.client.stream.EventStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import tools.jackson.databind.json.JsonMapper;

/** The first token of a stream, by the raw client and by Sluice; the rest is read, untimed, so that the connection is kept. For one thread. */
public final class StreamCallers implements AutoCloseable {
    private final HttpClient client = JdkClients.ofThreadPerTask();
    private final URI url;
    private final SluiceCaller sluice;

    private StreamCallers(URI base) {
        this.url = URI.create(base + "/chat/completions");
        this.sluice = new SluiceCaller(base);
    }

    /** Of this server. */
    public static StreamCallers of(URI base) {
        return new StreamCallers(base);
    }

    /** Until the raw client has read its first line of data. */
    public long rawFirstLineNanos() throws IOException {
        long start = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + Samples.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(Samples.PROMPT)))
                .build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            String first = lines.readLine();
            long nanos = System.nanoTime() - start;
            if (first == null || !first.startsWith("data:")) {
                throw new IOException("stream: no data (expected: a first line of data)");
            }
            while (lines.readLine() != null) {
                // to the end
            }
            return nanos;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Until Sluice has handed out its first event. */
    public long sluiceFirstEventNanos() {
        long start = System.nanoTime();
        try (EventStream<String> events = sluice.stream()) {
            Iterator<String> each = events.iterator();
            each.next();
            long nanos = System.nanoTime() - start;
            each.forEachRemaining(event -> {});
            return nanos;
        }
    }

    @Override
    public void close() {
        sluice.close();
    }
}

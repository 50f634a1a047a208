package dev.sluice.benchmarks.calls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** The JDK's client and Jackson, with nothing between. */
final class RawCaller implements Caller {
    private final JsonMapper mapper = JsonMapper.shared();
    private final HttpClient client;
    private final URI url;

    RawCaller(HttpClient client, URI base) {
        this.client = client;
        this.url = URI.create(base + "/chat/completions");
    }

    @Override
    public Object call() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + Samples.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(Samples.PROMPT)))
                .build();
        try {
            byte[] body = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            return mapper.readValue(body, Completion.class);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}

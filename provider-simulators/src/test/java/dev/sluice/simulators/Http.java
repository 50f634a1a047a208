package dev.sluice.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client's side of the tests: plain HTTP as any client would speak it. */
final class Http {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> get(URI base, String pathAndQuery) throws Exception {
        return send(request(base, pathAndQuery).GET());
    }

    static HttpResponse<String> post(URI base, String path, String json) throws Exception {
        return send(request(base, path).POST(BodyPublishers.ofString(json)));
    }

    static CompletableFuture<HttpResponse<String>> postAsync(URI base, String path, String json) {
        return CLIENT.sendAsync(
                request(base, path).POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** With a key in every provider's way; {@link #anonymous} is without. */
    static HttpRequest.Builder request(URI base, String pathAndQuery) {
        return anonymous(base, pathAndQuery).header("Authorization", "Bearer any-key");
    }

    static HttpRequest.Builder anonymous(URI base, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }

    static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("(absent)");
    }

    /** The exception of a send, or null if it went well. */
    static @Nullable IOException failure(URI base, String path, String json) throws Exception {
        try {
            post(base, path, json);
            return null;
        } catch (IOException expected) {
            return expected;
        }
    }
}

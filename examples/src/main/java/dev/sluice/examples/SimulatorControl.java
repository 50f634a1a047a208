package dev.sluice.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the control endpoint of running simulators: what they saw, what they shall do wrong. */
final class SimulatorControl {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI base;

    SimulatorControl(URI base) {
        this.base = base;
    }

    /** What each provider saw so far, by its name. */
    JsonNode report() throws InterruptedException {
        return send(request("report").GET().build());
    }

    /** Sandboxes that exist now. */
    int sandboxesAlive() throws InterruptedException {
        return report().path(Providers.DAYTONA).path("sandboxes_alive").asInt(0);
    }

    void inject(FaultOrder fault) throws InterruptedException {
        Map<String, Object> order = Map.of(
                "provider", fault.provider(),
                "status", fault.status(),
                "retry_after_seconds", fault.seconds(),
                "for_ms", fault.seconds() * 1000L);
        send(request("faults")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(order)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/" + path)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        request.uri() + ": answered " + response.statusCode() + " (expected 200)");
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("simulators: " + request.uri() + ": no answer: " + e.getMessage(), e);
        }
    }
}

package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SseTimingTest {
    private static final String STREAM =
            "{\"model\":\"a/b\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final VirtualTime time = VirtualTime.manual();

    @Test
    void stream_comesPieceByPiece_andCountsAsInFlightUntilItsEnd() throws Exception {
        SimulatorOptions options = SimulatorOptions.defaults().withTime(time).withLatency(Latency.ofMillis(8, 8));
        try (Simulators simulators = Simulators.start(options);
                InputStream body = open(simulators)) {
            byte[] comment = body.readNBytes(25);
            assertThat(new String(comment, StandardCharsets.UTF_8)).isEqualTo(": OPENROUTER PROCESSING\n\n");
            assertThat(body.available()).isZero();
            awaitNextPiece();
            time.advance(Duration.ofMillis(2));
            String second = new String(body.readNBytes(31), StandardCharsets.UTF_8);
            assertThat(second).isEqualTo(": OPENROUTER PROCESSING\n\ndata: ");

            StringBuilder rest = new StringBuilder();
            while (!rest.toString().endsWith("[DONE]\n\n")) {
                awaitNextPieceOrByte(body);
                time.advance(Duration.ofMillis(2));
                rest.append(new String(body.readNBytes(Math.max(1, body.available())), StandardCharsets.UTF_8));
            }
            assertThat(body.read()).isEqualTo(-1);
            assertThat(simulators.openRouter().report().highestConcurrency()).isEqualTo(1);
        }
    }

    private InputStream open(Simulators simulators) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var request = Http.request(simulators.openRouter().baseUrls().get("openrouter"), "/chat/completions")
                .POST(BodyPublishers.ofString(STREAM))
                .build();
        var answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        awaitNextPiece();
        time.advance(Duration.ofMillis(8));
        HttpResponse<InputStream> response = answer.get();
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private void awaitNextPiece() {
        while (time.scheduledTasks() == 0) {
            Thread.onSpinWait();
        }
    }

    private void awaitNextPieceOrByte(InputStream body) throws Exception {
        while (time.scheduledTasks() == 0 && body.available() == 0) {
            Thread.onSpinWait();
        }
    }
}

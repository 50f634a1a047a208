package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.logging.event.EventSink;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server sees of its idle connections when the client is closed, without help by a garbage collection. */
@Timeout(60)
class ClosedConnectionsTest {
    private static final int CALLS = 10;

    private final CountDownLatch together = new CountDownLatch(CALLS);

    @ParameterizedTest
    @EnumSource
    void close_endsIdleConnections(HttpClient.Version version) throws Exception {
        try (Wire server = Wire.of(this::answerTogether)) {
            Sluice sluice = sluice(version);
            FaultApi api = api(sluice, server);
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                calls.add(sluice.async(api::read));
            }
            CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).join();
            assertThat(server.openConnections()).as("idle connections").isEqualTo(CALLS);

            sluice.close(Duration.ofSeconds(1));

            server.awaitNoConnection();
        }
    }

    @Test
    void close_endsAStream_andItsConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (Wire server = Wire.of((peer, number) -> {
            peer.write(Scene.EVENTS_HEAD + "\r\n" + Scene.FIRST_EVENT);
            begun.countDown();
            peer.awaitGone();
        })) {
            Sluice sluice = sluice(HttpClient.Version.HTTP_1_1);
            var stream = api(sluice, server).watch();
            Scene.await(begun);

            sluice.close(Duration.ZERO);

            server.awaitNoConnection();
            stream.close();
        }
    }

    private void answerTogether(Peer peer, int number) throws java.io.IOException {
        together.countDown();
        Scene.await(together);
        Scene.good(peer);
    }

    private static Sluice sluice(HttpClient.Version version) {
        return Sluice.builder()
                .config("""
                        providers:
                          acme:
                            limits: { max-concurrent: %d, min-delay: 0ms }
                            http: { version: %s }
                        """.formatted(CALLS, version))
                .environment(Map.of())
                .events(EventSink.none())
                .build();
    }

    private static FaultApi api(Sluice sluice, Wire server) {
        return sluice.api(
                Rig.PROVIDER,
                ApiDefinition.of(FaultApi.class, server.uri())
                        .events(FaultApi.Chunk.class, FaultDecoder::new)
                        .build());
    }
}

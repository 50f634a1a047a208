package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.Event;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A whole pipeline to a test server, with everything it reports at hand. */
final class Bench implements AutoCloseable {
    static final String PROVIDER = "acme";
    static final String KEY = "sk-test-0123456789abcdef";

    /** No pacing, little jitter, generous time limits that no test should reach. */
    static final String CONFIG = """
            providers:
              acme:
                limits: { max-concurrent: 4, min-delay: 0ms }
                retry: { max-attempts: 3, backoff: 100ms, max-backoff: 1s, budget: 20% }
                http: { connect-timeout: 5s, first-byte-timeout: 20s, idle-timeout: 20s, deadline: 30s, max-body: 64KiB }
            """;

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    final Sluice sluice;
    final TestApi api;

    Bench(URI server, TimeSource time, String config, UnaryOperator<ApiDefinition.Builder<TestApi>> definition) {
        this(server, time, config, definition, builder -> builder);
    }

    Bench(
            URI server,
            TimeSource time,
            String config,
            UnaryOperator<ApiDefinition.Builder<TestApi>> definition,
            UnaryOperator<SluiceBuilder> more) {
        sluice = more.apply(Sluice.builder()
                        .config(config)
                        .environment(Map.of())
                        .credential(PROVIDER, Secret.of(KEY))
                        .time(time)
                        .events(events::add)
                        .listener(calls::add))
                .build();
        api = sluice.api(
                PROVIDER,
                definition
                        .apply(ApiDefinition.of(TestApi.class, server)
                                .signer(RequestSigner.bearer(sluice.provider(PROVIDER)::apiKey))
                                .events(TestApi.Chunk.class, ChunkDecoder::new))
                        .build());
    }

    static Bench of(URI server, TimeSource time) {
        return new Bench(server, time, CONFIG, definition -> definition);
    }

    static Bench of(URI server, TimeSource time, ResponseClassifier classifier) {
        return new Bench(server, time, CONFIG, definition -> definition.classifier(classifier));
    }

    int permitsHeld() {
        return sluice.limiters().limiter(PROVIDER).snapshot().provider().inFlight();
    }

    List<String> eventTypes() {
        return events.stream().map(Event::eventType).toList();
    }

    List<Event> events(String type) {
        return events.stream().filter(event -> event.eventType().equals(type)).toList();
    }

    CallRecord call() {
        if (calls.size() != 1) {
            throw new AssertionError("calls recorded: " + calls);
        }
        return calls.get(0);
    }

    @Override
    public void close() {
        sluice.close();
    }
}

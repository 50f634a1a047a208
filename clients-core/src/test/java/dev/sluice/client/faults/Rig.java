package dev.sluice.client.faults;

import dev.sluice.client.CallRecord;
import dev.sluice.client.Sluice;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryTimes;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.Event;
import dev.sluice.ratelimit.Limiter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole pipeline for one case, with everything that it reports. */
final class Rig implements AutoCloseable {
    static final String PROVIDER = "acme";
    static final String KEY = "sk-test-0123456789abcdef";
    static final int PERMITS = 4;
    static final Duration FIRST_BYTE = Duration.ofSeconds(5);
    static final Duration IDLE = Duration.ofSeconds(7);
    static final Duration DEADLINE = Duration.ofSeconds(30);
    static final int MAX_BODY = 64 * 1024;

    private static final Pattern RETRY_AFTER_FIELD = Pattern.compile("\"retry_after\":\\s*\"?([0-9.]+)");

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    final Sluice sluice;
    final FaultApi api;

    Rig(Case test, URI server, Scene scene) {
        sluice = Sluice.builder()
                .config(config(test))
                .environment(Map.of())
                .credential(PROVIDER, Secret.of(KEY))
                .time(scene.clock)
                .events(events::add)
                .listener(calls::add)
                .build();
        api = sluice.api(
                PROVIDER,
                ApiDefinition.of(FaultApi.class, server)
                        .signer(signer(scene))
                        .classifier(Rig::classified)
                        .customizer(call -> scene.clock.clientIs(Thread.currentThread()))
                        .events(FaultApi.Chunk.class, FaultDecoder::new)
                        .build());
    }

    private RequestSigner signer(Scene scene) {
        RequestSigner bearer = RequestSigner.bearer(sluice.provider(PROVIDER)::apiKey);
        return request -> {
            scene.attempt();
            bearer.sign(request);
        };
    }

    private static String config(Case test) {
        boolean billedOff = !test.retries() && test.retry() == dev.sluice.client.spi.RetryClass.BILLED;
        int attempts = test.retries() || billedOff ? Case.MAX_ATTEMPTS : 1;
        return """
                providers:
                  acme:
                    limits: { max-concurrent: %d, min-delay: 0ms }
                    retry: { max-attempts: %d, backoff: 100ms, max-backoff: 1s, billed: %s }
                    http: { connect-timeout: 20s, first-byte-timeout: %ds, idle-timeout: %ds, deadline: %ds, max-body: 64KiB, version: %s }
                """.formatted(
                        PERMITS,
                        attempts,
                        !billedOff,
                        FIRST_BYTE.toSeconds(),
                        IDLE.toSeconds(),
                        DEADLINE.toSeconds(),
                        test.version());
    }

    /** An answer in the way of the providers we know: times in headers of their own or in the body, an id, a promise. */
    private static Classification classified(ResponseHead head, byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 1_000), StandardCharsets.UTF_8);
        Optional<Instant> retryAt = RetryTimes.retryAfter(head)
                .or(() -> RetryTimes.header(head, "retry-after-orders"))
                .or(() -> inBody(head, text));
        Classification meaning = Classification.of(head.status())
                .message(text)
                .providerRequestId(head.header("x-request-id").orElse(null))
                .retryAt(retryAt.orElse(null));
        return head.header("x-not-processed").isPresent() ? meaning.notProcessed() : meaning;
    }

    private static Optional<Instant> inBody(ResponseHead head, String text) {
        Matcher field = RETRY_AFTER_FIELD.matcher(text);
        return field.find() ? RetryTimes.parse(field.group(1), head) : Optional.empty();
    }

    Limiter limiter() {
        return sluice.limiters().limiter(PROVIDER);
    }

    @Override
    public void close() {
        sluice.close();
    }
}

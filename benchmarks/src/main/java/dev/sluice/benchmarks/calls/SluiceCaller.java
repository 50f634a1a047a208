package dev.sluice.benchmarks.calls;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.EventStream;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.EventSink;
import feign.RequestLine;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Everything on: limits that never wait, retry, breaker, and each call's lines at INFO, redacted, in an asynchronous file. */
public final class SluiceCaller implements Caller {
    private static final String LIMITS = """
            providers:
              benchmark:
                limits:
                  max-concurrent: 1000
                  min-delay: 0ms
                  quotas: [ { permits: 1000000000, per: 1m } ]
            """;

    private final @Nullable SluiceLog log;
    private final Sluice sluice;
    private final Api api;

    /** With everything on. */
    public SluiceCaller(URI base) {
        this(base, new SluiceLog(EventSink.API_LOGGER), EventSink.slf4j());
    }

    private SluiceCaller(URI base, @Nullable SluiceLog log, EventSink events) {
        Secret key = Secret.of(Samples.KEY);
        this.log = log;
        this.sluice = Sluice.builder().config(LIMITS).events(events).build();
        this.api = sluice.api(
                "benchmark",
                ApiDefinition.of(Api.class, base)
                        .signer(RequestSigner.bearer(() -> key))
                        .events(
                                String.class,
                                () -> event -> event.data().equals("[DONE]")
                                        ? StreamItem.end()
                                        : StreamItem.event(event.data()))
                        .build());
    }

    /** With everything on but the log. */
    public static SluiceCaller unlogged(URI base) {
        return new SluiceCaller(base, null, EventSink.none());
    }

    @Override
    public Object call() throws IOException {
        try {
            return api.complete(Samples.PROMPT);
        } catch (TransportException broken) {
            throw new IOException(broken);
        }
    }

    /** The answer event by event. */
    public EventStream<String> stream() {
        return api.stream(Samples.PROMPT);
    }

    @Override
    public void close() {
        sluice.close();
        if (log != null) {
            log.close();
        }
    }

    /** The API. */
    interface Api {
        @Operation(name = "complete", retry = RetryClass.BILLED)
        @RequestLine("POST /chat/completions")
        Completion complete(Prompt prompt);

        @Operation(name = "stream", retry = RetryClass.BILLED)
        @RequestLine("POST /chat/completions")
        EventStream<String> stream(Prompt prompt);
    }
}

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

    private final SluiceLog log = new SluiceLog(EventSink.API_LOGGER);
    private final Sluice sluice = Sluice.builder().config(LIMITS).build();
    private final Api api;

    SluiceCaller(URI base) {
        Secret key = Secret.of(Samples.KEY);
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
        log.close();
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

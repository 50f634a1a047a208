package dev.sluice.benchmarks.calls;

import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import feign.RetryableException;
import feign.Retryer;
import feign.http2client.Http2Client;
import feign.jackson.JacksonDecoder;
import feign.jackson.JacksonEncoder;
import java.io.IOException;
import java.net.URI;

/** Feign over the JDK's client, as its documentation has it; its retrier is off, being a way to post twice. */
final class FeignCaller implements Caller {
    private final Api api;

    FeignCaller(Feign.Builder feign, URI base) {
        this.api = feign.target(Api.class, base.toString());
    }

    static FeignCaller plain(URI base) {
        return new FeignCaller(builder(), base);
    }

    static Feign.Builder builder() {
        return Feign.builder()
                .client(new Http2Client(JdkClients.ofDefaultExecutor()))
                .encoder(new JacksonEncoder())
                .decoder(new JacksonDecoder())
                .retryer(Retryer.NEVER_RETRY);
    }

    @Override
    public Object call() throws IOException {
        try {
            return api.complete(Samples.PROMPT);
        } catch (RetryableException broken) {
            throw new IOException(broken);
        }
    }

    /** The API. */
    @Headers({"Authorization: Bearer " + Samples.KEY, "Content-Type: application/json"})
    interface Api {
        @RequestLine("POST /chat/completions")
        Completion complete(Prompt prompt);
    }
}

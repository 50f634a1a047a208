package dev.sluice.client;

import feign.Client;
import feign.InvocationContext;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.Request;
import feign.Response;
import feign.ResponseInterceptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Feign hands over: it builds requests and nothing else. The exchange answers with a decoded value, which passes through Feign's own
 * response handling untouched, so that none of its buffering, decoding and exceptions takes part. Feign runs on the caller's thread, which is
 * how the call gets through it.
 */
final class FeignExchange implements Client, ResponseInterceptor {
    private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

    private final Exchange exchange;

    FeignExchange(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Runs an attempt whose request is built already. */
    @Nullable
    Object run(Call call, AttemptRequest request) {
        return exchange.run(call, request);
    }

    /** Runs an attempt whose request Feign builds. */
    @Nullable
    Object run(Call call, MethodHandler feign, Object[] arguments) throws Throwable {
        Call outer = CURRENT.get();
        CURRENT.set(call);
        try {
            return feign.invoke(arguments);
        } finally {
            restore(outer);
        }
    }

    private static void restore(@Nullable Call outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    @Override
    public Response execute(Request request, Request.Options options) {
        Call call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("no call (expected: a method of a typed client)");
        }
        Object value = exchange.run(call, new AttemptRequest(request));
        return Response.builder()
                .status(200)
                .headers(Map.of())
                .request(request)
                .body(new Decoded(value))
                .build();
    }

    @Override
    public @Nullable Object intercept(InvocationContext context, Chain chain) {
        return ((Decoded) context.response().body()).value;
    }

    /** A value that is decoded already, where Feign expects bytes. */
    private static final class Decoded implements Response.Body {
        private final @Nullable Object value;

        private Decoded(@Nullable Object value) {
            this.value = value;
        }

        @Override
        public Integer length() {
            return 0;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream asInputStream() {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public Reader asReader(Charset charset) {
            return new InputStreamReader(asInputStream(), charset);
        }

        @Override
        public void close() {
            // the value outlives Feign's response: a stream is closed by its reader
        }
    }
}

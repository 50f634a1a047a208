package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.ApiDefinition;
import feign.Request;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One API of a provider, for requests that its typed client has no method for. They go through the same pipeline: signed, limited, repeated,
 * logged (as operation {@code raw}), and understood by the provider's own classifier. Thread-safe; from {@link Sluice#raw(String)}.
 */
public final class RawApi {
    private static final String OPERATION = "raw";

    private final ApiDefinition<?> api;
    private final CallHandler.CallFactory calls;
    private final Stage stages;
    private final Exchange exchange;

    RawApi(ApiDefinition<?> api, CallHandler.CallFactory calls, Stage stages, Exchange exchange) {
        this.api = api;
        this.calls = calls;
        this.stages = stages;
        this.exchange = exchange;
    }

    /**
     * Sends a request and waits for the whole answer, an event stream's too.
     *
     * @throws ClientException as typed clients do: an error answer, no answer, not sent
     */
    public RawAnswer send(RawRequest request) {
        RawRequest.Limits limits = request.limits();
        Call call = calls.call(operation(request), new Object[] {request});
        limits.costs().forEach(call.plan()::cost);
        Object body = stages.run(call, () -> exchange.run(call, attempt(request)));
        return new RawAnswer(
                Objects.requireNonNull(call.metadata(), "an answer has a head"),
                (RawBody) Objects.requireNonNull(body, "an answer has a body"),
                api.mapper());
    }

    private OperationSpec operation(RawRequest request) {
        return new OperationSpec(
                OPERATION,
                request.limits().retry(),
                request.limits().group(),
                request.target().method(),
                api.idempotency().honoured(),
                request.target().template(),
                RawBody.class,
                null);
    }

    private AttemptRequest attempt(RawRequest request) {
        Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        byte[] bytes = bytes(request.body(), headers);
        return new AttemptRequest(Request.create(
                Request.HttpMethod.valueOf(request.target().method()),
                request.target().below(api.baseUrl()).toString(),
                headers,
                bytes,
                StandardCharsets.UTF_8,
                null));
    }

    private byte @Nullable [] bytes(@Nullable Object body, Map<String, Collection<String>> headers) {
        if (body instanceof RawBody raw) {
            if (!raw.contentType().isEmpty()) {
                headers.putIfAbsent("Content-Type", List.of(raw.contentType()));
            }
            return raw.bytes();
        }
        if (body == null) {
            return null;
        }
        headers.putIfAbsent("Content-Type", List.of("application/json"));
        return api.mapper().writeValueAsBytes(body);
    }
}

package dev.sluice.client;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.logging.redaction.Redactor;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A successful answer to a {@link RawRequest}. Prints without content. */
public final class RawAnswer {
    private static final int BODY_CHARS = 2_000;

    private final CallMetadata metadata;
    private final RawBody body;
    private final JsonMapper mapper;

    RawAnswer(CallMetadata metadata, RawBody body, JsonMapper mapper) {
        this.metadata = metadata;
        this.body = body;
        this.mapper = mapper;
    }

    /** The HTTP status: 2xx, unless the provider's module takes another one for a success. */
    public int status() {
        return metadata.status();
    }

    /** Status, headers, ids, attempts and times. */
    public CallMetadata metadata() {
        return metadata;
    }

    /** The body, decompressed, with its media type. */
    public RawBody body() {
        return body;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }

    /**
     * The body as a tree.
     *
     * @throws DecodingException if it is not JSON
     */
    public JsonNode json() {
        return json(JsonNode.class);
    }

    /**
     * The body, read by the API's own mapper.
     *
     * @throws DecodingException if it is not JSON, or not of this shape
     */
    public <T> T json(Class<T> type) {
        T value;
        try {
            value = mapper.readValue(body.bytes(), type);
        } catch (JacksonException malformed) {
            throw unreadable(ValueDecoder.fact(malformed));
        }
        if (value == null || (value instanceof JsonNode node && node.isMissingNode())) {
            throw unreadable("nothing inside (expected: a JSON value)");
        }
        return value;
    }

    private DecodingException unreadable(String fact) {
        FailedCall call =
                new FailedCall(metadata.provider(), metadata.operation(), metadata.requestId(), metadata.attempts());
        String excerpt = Redactor.standard().body(body.bytes(), body.contentType(), BODY_CHARS);
        FailedResponse response =
                new FailedResponse(status(), status(), null, null, metadata.providerRequestId(), null, excerpt);
        return new DecodingException(call, response, fact, Repeatability.FINAL);
    }

    /** What {@link CallMetadata} prints, and how long the body is. */
    @Override
    public String toString() {
        return "RawAnswer[" + metadata + ", " + body + "]";
    }
}

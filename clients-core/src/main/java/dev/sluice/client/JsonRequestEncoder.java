package dev.sluice.client;

import feign.RequestTemplate;
import feign.codec.Encoder;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes the body parameter: bytes as they are, anything else as JSON. */
final class JsonRequestEncoder implements Encoder {
    private static final String CONTENT_TYPE = "Content-Type";

    private final JsonMapper mapper;

    JsonRequestEncoder(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void encode(Object value, Type type, RequestTemplate template) {
        RawBody body = written(value);
        if (!template.headers().containsKey(CONTENT_TYPE) && !body.contentType().isEmpty()) {
            template.headerLiteral(CONTENT_TYPE, body.contentType());
        }
        template.body(body.bytes(), StandardCharsets.UTF_8);
    }

    /** The body as it is sent, with the type it has unless a header says otherwise. */
    RawBody written(Object value) {
        if (value instanceof RawBody raw) {
            return raw;
        }
        return value instanceof byte[] bytes
                ? new RawBody(bytes, "application/octet-stream")
                : new RawBody(mapper.writeValueAsBytes(value), "application/json");
    }
}

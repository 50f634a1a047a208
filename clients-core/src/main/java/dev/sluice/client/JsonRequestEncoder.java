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
        if (value instanceof RawBody raw) {
            write(template, raw.bytes(), raw.contentType());
        } else if (value instanceof byte[] bytes) {
            write(template, bytes, "application/octet-stream");
        } else {
            write(template, mapper.writeValueAsBytes(value), "application/json");
        }
    }

    private static void write(RequestTemplate template, byte[] body, String contentType) {
        if (!template.headers().containsKey(CONTENT_TYPE) && !contentType.isEmpty()) {
            template.headerLiteral(CONTENT_TYPE, contentType);
        }
        template.body(body, StandardCharsets.UTF_8);
    }
}

package dev.sluice.client;

import dev.sluice.client.spi.ResponseHead;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Reads a successful body as what the Feign method returns. */
final class ValueDecoder {
    private final JsonMapper mapper;

    ValueDecoder(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Whether a method may say that there is nothing. */
    static boolean isOptional(Type type) {
        return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class;
    }

    @Nullable
    Object decode(Type type, ResponseHead head, byte[] body) throws UnreadableBodyException {
        if (type == void.class || type == Void.class) {
            return null;
        }
        if (isOptional(type)) {
            return Optional.ofNullable(decode(((ParameterizedType) type).getActualTypeArguments()[0], head, body));
        }
        if (type == byte[].class) {
            return body;
        }
        if (type == RawBody.class) {
            return new RawBody(body, head.header("content-type").orElse(""));
        }
        if (type == String.class) {
            return new String(body, StandardCharsets.UTF_8);
        }
        return json(type, body);
    }

    private Object json(Type type, byte[] body) throws UnreadableBodyException {
        Object value;
        try {
            value = mapper.readValue(body, mapper.constructType(type));
        } catch (JacksonException malformed) {
            throw new UnreadableBodyException(fact(malformed));
        }
        if (value == null) {
            throw new UnreadableBodyException("nothing inside (expected: a JSON value)");
        }
        return value;
    }

    /** Where and of what kind: Jackson's own message quotes the value. */
    static String fact(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        String place = at == null || at.getLineNr() < 0 ? "" : " at " + at.getLineNr() + ":" + at.getColumnNr();
        String path = malformed.getPath().isEmpty() ? "" : " in " + path(malformed);
        return "unreadable JSON" + path + place + " (" + malformed.getClass().getSimpleName() + ")";
    }

    private static String path(JacksonException malformed) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : malformed.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    /** Keys of a map are the server's text too. */
    private static String name(String property) {
        return property.matches("[A-Za-z0-9_-]{1,40}") ? property : "?";
    }
}

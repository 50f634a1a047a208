package dev.sluice.client;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import feign.MethodMetadata;
import feign.Util;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an operation before it is called.
 *
 * @param name from {@link Operation}
 * @param retry from {@link Operation}
 * @param group from {@link Operation}; null if none
 * @param method HTTP method
 * @param keyed whether the provider does it once, however often it is asked, under one idempotency key
 * @param path the path's template, variables unfilled
 * @param returnType the Feign method's
 * @param eventType what an event stream consists of; null if the operation is no stream
 */
record OperationSpec(
        String name,
        RetryClass retry,
        @Nullable String group,
        String method,
        boolean keyed,
        String path,
        Type returnType,
        @Nullable Class<?> eventType) {

    static OperationSpec of(MethodMetadata metadata, boolean keyed) {
        Operation operation = metadata.method().getAnnotation(Operation.class);
        if (operation == null) {
            throw new IllegalArgumentException(metadata.configKey() + ": not annotated (expected: @Operation)");
        }
        String path = Util.emptyToNull(metadata.template().path()) == null
                ? "/"
                : metadata.template().path();
        return new OperationSpec(
                operation.name(),
                operation.retry(),
                operation.group().isEmpty() ? null : operation.group(),
                metadata.template().method(),
                keyed,
                path,
                metadata.returnType(),
                eventType(metadata));
    }

    private static @Nullable Class<?> eventType(MethodMetadata metadata) {
        if (!(metadata.returnType() instanceof ParameterizedType type) || type.getRawType() != EventStream.class) {
            return null;
        }
        if (type.getActualTypeArguments()[0] instanceof Class<?> eventType) {
            return eventType;
        }
        throw new IllegalArgumentException(metadata.configKey() + ": generic event type (expected: a class)");
    }

    boolean isStream() {
        return eventType != null;
    }
}

package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import feign.Contract;
import feign.DefaultContract;
import feign.MethodMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Feign's own reading of an interface, with slashes inside a path variable kept encoded, and what {@code @Operation} adds. */
final class OperationContract implements Contract {
    private final Contract feign = new DefaultContract();

    @Override
    public List<MethodMetadata> parseAndValidateMetadata(Class<?> type) {
        List<MethodMetadata> methods = feign.parseAndValidateMetadata(type);
        methods.forEach(method -> method.template().decodeSlash(false));
        return methods;
    }

    /** The operations of an API, by method. */
    Map<String, OperationSpec> operations(ApiDefinition<?> api) {
        Map<String, OperationSpec> operations = new LinkedHashMap<>();
        for (MethodMetadata method : parseAndValidateMetadata(api.type())) {
            OperationSpec operation = OperationSpec.of(method, api.idempotency().honoured());
            if (operation.eventType() != null
                    && api.eventDecoder(operation.eventType()).isEmpty()) {
                throw new IllegalArgumentException(method.configKey() + ": no decoder of its events (expected: events("
                        + operation.eventType().getSimpleName() + ".class, …) in the definition)");
            }
            operations.put(method.method().toString(), operation);
        }
        return operations;
    }
}

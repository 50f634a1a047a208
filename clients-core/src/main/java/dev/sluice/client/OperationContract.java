package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import feign.Contract;
import feign.DefaultContract;
import feign.MethodMetadata;
import feign.Target;
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
    Map<String, ApiMethod> operations(ApiDefinition<?> api, JsonRequestEncoder encoder) {
        Target<?> target =
                new Target.HardCodedTarget<>(api.type(), api.baseUrl().toString());
        Map<String, ApiMethod> operations = new LinkedHashMap<>();
        for (MethodMetadata method : parseAndValidateMetadata(api.type())) {
            OperationSpec operation = OperationSpec.of(method, api.idempotency().honoured());
            if (operation.eventType() != null
                    && api.eventDecoder(operation.eventType()).isEmpty()) {
                throw new IllegalArgumentException(method.configKey() + ": no decoder of its events (expected: events("
                        + operation.eventType().getSimpleName() + ".class, …) in the definition)");
            }
            operations.put(
                    method.method().toString(), new ApiMethod(operation, PreparedTemplate.of(method, target, encoder)));
        }
        return operations;
    }
}

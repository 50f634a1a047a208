package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import feign.InvocationHandlerFactory.MethodHandler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind a Feign interface: turns each method call into a {@link Call} and sends it through the stages. */
final class CallHandler implements InvocationHandler {
    private final String name;
    private final Map<Method, MethodHandler> handlers;
    private final Map<Method, OperationSpec> operations = new HashMap<>();
    private final CallFactory calls;
    private final Stage stages;

    CallHandler(String name, Map<Method, MethodHandler> handlers, CallFactory calls, Stage stages) {
        this.name = name;
        this.handlers = handlers;
        this.calls = calls;
        this.stages = stages;
        handlers.keySet().forEach(method -> {
            OperationSpec operation = calls.operations.get(method.toString());
            if (operation != null) {
                operations.put(method, operation);
            }
        });
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        Object[] given = arguments == null ? new Object[0] : arguments;
        MethodHandler handler = handlers.get(method);
        OperationSpec operation = operations.get(method);
        if (handler == null) {
            throw new IllegalStateException(method + ": no operation (expected: a Feign method)");
        }
        return operation == null
                ? handler.invoke(given)
                : stages.run(calls.call(operation, given), () -> handler.invoke(given));
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> name;
        };
    }

    /** Makes calls of one API. */
    record CallFactory(String provider, Map<String, OperationSpec> operations, Duration deadline, TimeSource time) {
        Call call(OperationSpec operation, Object[] arguments) {
            return new Call(provider, operation, new CallPlan(operation, arguments, deadline), time);
        }
    }
}

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
    private static final Object[] NONE = {};

    private final String name;
    private final Map<Method, TypedMethod> methods;
    private final FeignExchange exchange;
    private final CallFactory calls;
    private final Stage stages;

    CallHandler(
            String name, Map<Method, TypedMethod> methods, FeignExchange exchange, CallFactory calls, Stage stages) {
        this.name = name;
        this.methods = methods;
        this.exchange = exchange;
        this.calls = calls;
        this.stages = stages;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        Object[] given = arguments == null ? NONE : arguments;
        TypedMethod called = methods.get(method);
        if (called == null) {
            throw new IllegalStateException(method + ": no operation (expected: a Feign method)");
        }
        if (called.operation == null) {
            return called.feign.invoke(given);
        }
        Call call = calls.call(called.operation, given);
        return stages.run(call, () -> attempt(call, called, given));
    }

    /** Builds the request anew and runs the exchange. */
    private @Nullable Object attempt(Call call, TypedMethod called, Object[] arguments) throws Throwable {
        AttemptRequest request = called.template == null ? null : called.template.request(arguments);
        return request == null ? exchange.run(call, called.feign, arguments) : exchange.run(call, request);
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> name;
        };
    }

    /**
     * A method of the interface.
     *
     * @param operation what it does; null for a default method, which is the caller's own code
     * @param template its request; null if only Feign can build it
     * @param feign builds any request
     */
    record TypedMethod(
            @Nullable OperationSpec operation, @Nullable PreparedTemplate template, MethodHandler feign) {

        static Map<Method, TypedMethod> all(Map<String, ApiMethod> described, Map<Method, MethodHandler> handlers) {
            Map<Method, TypedMethod> all = new HashMap<>();
            handlers.forEach((method, handler) -> {
                ApiMethod known = described.get(method.toString());
                all.put(
                        method,
                        known == null
                                ? new TypedMethod(null, null, handler)
                                : new TypedMethod(known.operation(), known.template(), handler));
            });
            return all;
        }
    }

    /** Makes calls of one API. */
    record CallFactory(String provider, Duration deadline, TimeSource time) {
        Call call(OperationSpec operation, Object[] arguments) {
            return new Call(provider, operation, new CallPlan(operation, arguments, deadline), time);
        }
    }
}

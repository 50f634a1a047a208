package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.Tool;
import dev.sluice.openrouter.structured.ObjectSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool as the model sees it, and what it does.
 *
 * @param name what the model calls it
 * @param description tells the model when to
 * @param schema its arguments
 * @param body what it does with them
 */
record BoundTool<A>(String name, String description, ObjectSchema<A> schema, ToolBody<A> body) {
    /** OpenAI's rule for names of functions, and OpenRouter's limit of 64. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    BoundTool {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tool '" + name + "': no usable name (expected: 1 to 64 letters, digits, underscores and dashes)");
        }
        if (description.isBlank()) {
            throw new IllegalArgumentException(
                    "tool " + name + ": no description (expected: what it does and when to call it)");
        }
    }

    static BoundTool<@Nullable Object[]> of(Object target, Method method, ToolFunction tool) {
        if (!method.trySetAccessible()) {
            throw new IllegalArgumentException(
                    "tool " + method.getName() + ": not accessible (expected: a package that is open to this library)");
        }
        String name = tool.name().isEmpty() ? method.getName() : tool.name();
        return new BoundTool<>(
                name,
                tool.description(),
                ObjectSchema.ofParameters(method),
                arguments -> invoke(target, method, arguments));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
            throws Exception {
        try {
            Object result = method.invoke(target, arguments);
            return method.getReturnType() == void.class ? "done" : result;
        } catch (InvocationTargetException thrown) {
            Throwable reason = thrown.getCause();
            if (reason instanceof Error error) {
                throw error;
            }
            throw reason instanceof Exception exception ? exception : thrown;
        }
    }

    Tool definition() {
        return schema.isStrict()
                ? Tool.strictFunction(name, description, schema.schema())
                : Tool.function(name, description, schema.schema());
    }

    /** The result for arguments that the model wrote; none at all stand for an object without fields. */
    @Nullable
    Object call(String arguments) throws Exception {
        return body.call(schema.read(arguments.isBlank() ? "{}" : arguments));
    }
}

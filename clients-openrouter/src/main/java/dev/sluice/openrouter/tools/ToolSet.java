package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.Tool;
import dev.sluice.openrouter.structured.ObjectSchema;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tools that a model may call, by name, in the order in which they were added. Immutable; as thread-safe as what the tools do. */
public final class ToolSet {
    private final Map<String, BoundTool<?>> byName;

    private ToolSet(Map<String, BoundTool<?>> byName) {
        this.byName = byName;
    }

    /** Starts an empty set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The set of one object's {@link ToolFunction} methods. */
    public static ToolSet of(Object target) {
        return builder().methods(target).build();
    }

    /** What the model is told of them. Arguments are asked for in strict mode where their schema allows it. */
    public List<Tool> definitions() {
        return byName.values().stream().<Tool>map(BoundTool::definition).toList();
    }

    /** The names. */
    public Set<String> names() {
        return byName.keySet();
    }

    @Nullable
    BoundTool<?> find(String name) {
        return byName.get(name);
    }

    /** Builds a {@link ToolSet}. Not thread-safe. */
    public static final class Builder {
        private final Map<String, BoundTool<?>> byName = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a function of one record.
         *
         * @param name 1 to 64 letters, digits, underscores and dashes
         * @param description tells the model what it does and when to call it
         * @param arguments the record of its arguments; see {@link ObjectSchema}
         * @throws IllegalArgumentException if the name is unusable or taken, or the record has no schema
         */
        public <A> Builder function(String name, String description, Class<A> arguments, ToolBody<A> body) {
            return add(new BoundTool<>(name, description, ObjectSchema.of(arguments), body));
        }

        /**
         * Adds the methods of an object, whatever their visibility, that are annotated with {@link ToolFunction}, sorted by name.
         *
         * @throws IllegalArgumentException if there is none, a name is unusable or taken, or a parameter has no name or schema
         */
        public Builder methods(Object target) {
            List<BoundTool<?>> found = new ArrayList<>();
            for (Class<?> type = target.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
                tools(target, type).forEach(found::add);
            }
            if (found.isEmpty()) {
                throw new IllegalArgumentException(
                        target.getClass().getName() + ": no tools (expected: methods with @ToolFunction)");
            }
            found.sort(Comparator.comparing(BoundTool::name));
            found.forEach(this::add);
            return this;
        }

        private static Stream<BoundTool<?>> tools(Object target, Class<?> type) {
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> !method.isBridge())
                    .flatMap(method -> tool(target, method));
        }

        private static Stream<BoundTool<?>> tool(Object target, Method method) {
            ToolFunction annotation = method.getAnnotation(ToolFunction.class);
            return annotation == null ? Stream.empty() : Stream.of(BoundTool.of(target, method, annotation));
        }

        private Builder add(BoundTool<?> tool) {
            if (byName.putIfAbsent(tool.name(), tool) != null) {
                throw new IllegalArgumentException("tool " + tool.name() + ": twice (expected: names that differ)");
            }
            return this;
        }

        /** The set. */
        public ToolSet build() {
            return new ToolSet(Collections.unmodifiableMap(new LinkedHashMap<>(byName)));
        }
    }
}

package dev.sluice.openrouter.structured;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.TypeFactory;

/**
 * The JSON schema of a record or of a method's parameters, and the way back from JSON that follows it. Immutable and thread-safe; deriving it
 * reads the types once, so keep it.
 *
 * <p>Records nest; components may be records, enums, lists, sets, arrays, maps, optionals, texts, numbers, booleans, times of
 * {@code java.time}, {@code UUID}, {@code URI}, {@code JsonNode}. What is optional or {@code @Nullable} (anybody's annotation of that name) may be
 * null or missing; all else must be there. {@code @JsonProperty} renames, {@code @JsonPropertyDescription} and {@code @JsonClassDescription}
 * tell the model what is meant: Jackson reads the same annotations on the way back.
 *
 * @param <T> what JSON becomes
 */
public final class ObjectSchema<T> {
    private final String name;
    private final ObjectNode schema;
    private final boolean strict;
    private final Function<JsonNode, T> reader;

    private ObjectSchema(String name, @Nullable JavaType root, List<Member> members, Function<JsonNode, T> reader) {
        SchemaBuilder builder = new SchemaBuilder(root);
        this.name = name;
        this.schema = builder.build(members);
        this.strict = builder.isStrict();
        this.reader = reader;
    }

    /**
     * The schema of a record.
     *
     * @throws IllegalArgumentException if it is no record, or a component's type has no schema; says which
     */
    public static <T> ObjectSchema<T> of(Class<T> record) {
        if (!record.isRecord()) {
            throw new IllegalArgumentException(record.getName() + ": no record (expected: a record)");
        }
        TypeFactory types = OpenRouterJson.mapper().getTypeFactory();
        JavaType type = types.constructType(record);
        return new ObjectSchema<>(
                record.getSimpleName(),
                type,
                SchemaBuilder.members(type, types),
                tree -> OpenRouterJson.mapper().treeToValue(tree, record));
    }

    /**
     * The schema of an object with a method's parameters; reading gives the arguments in order.
     *
     * @throws IllegalArgumentException if a parameter's type has no schema, or its name is neither in the class file ({@code javac -parameters})
     *     nor given by {@code @JsonProperty}
     */
    public static ObjectSchema<@Nullable Object[]> ofParameters(Method method) {
        TypeFactory types = OpenRouterJson.mapper().getTypeFactory();
        List<Member> members = Stream.of(method.getParameters())
                .map(parameter -> Member.of(parameter, types))
                .toList();
        return new ObjectSchema<>(method.getName(), null, members, tree -> arguments(tree, members));
    }

    private static @Nullable Object[] arguments(JsonNode tree, List<Member> members) {
        @Nullable Object[] arguments = new @Nullable Object[members.size()];
        for (int i = 0; i < arguments.length; i++) {
            JsonNode value = tree.path(members.get(i).name());
            arguments[i] = OpenRouterJson.mapper()
                    .readerFor(members.get(i).type())
                    .readValue(value.isMissingNode() ? NullNode.getInstance() : value);
        }
        return arguments;
    }

    /** The record's or the method's simple name. */
    public String name() {
        return name;
    }

    /** A copy of the schema; the same for the same type, property by property. */
    public JsonNode schema() {
        return schema.deepCopy();
    }

    /** Whether it keeps the rules of strict mode; maps and values of any kind do not, and providers refuse them there. */
    public boolean isStrict() {
        return strict;
    }

    /**
     * What this JSON text stands for. A code fence around it is taken off; fields that the schema does not know are passed over.
     *
     * @throws SchemaMismatchException if it is no JSON, does not follow the schema, or the record's constructor refuses it
     */
    public T read(String json) {
        JsonNode tree;
        try {
            tree = OpenRouterJson.mapper().readTree(CodeFence.inside(json));
        } catch (JacksonException malformed) {
            throw new SchemaMismatchException(ReadingFault.notJson(malformed));
        }
        new SchemaCheck(schema).check(tree);
        try {
            return reader.apply(tree);
        } catch (JacksonException unreadable) {
            throw new SchemaMismatchException(ReadingFault.of(unreadable));
        }
    }
}

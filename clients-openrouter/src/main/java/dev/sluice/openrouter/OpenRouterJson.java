package dev.sluice.openrouter;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How OpenRouter's JSON is read and written: declared property order (the order of a request is part of OpenRouter's
 * response-cache key), unset fields left out, decimals exact.
 */
final class OpenRouterJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule("openrouter").setDeserializerModifier(new Unnesting()))
            .build();

    private OpenRouterJson() {}

    static JsonMapper mapper() {
        return MAPPER;
    }

    /** Puts {@link NestedCompletion} in front of the record's own deserializer. */
    private static final class Unnesting extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> standard) {
            return bean.getBeanClass() == ChatCompletion.class ? new NestedCompletion(standard) : standard;
        }
    }

    /**
     * Reads a completion that arrived whole under the key {@code provider} while its own fields are null, as seen in
     * pydantic-ai issue 3994.
     */
    private static final class NestedCompletion extends DelegatingDeserializer {

        NestedCompletion(ValueDeserializer<?> standard) {
            super(standard);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new NestedCompletion(delegate);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            JsonNode nested = tree.path("provider");
            JsonNode body = nested.isObject() && tree.path("choices").isEmpty() ? nested : tree;
            try (JsonParser inner = context.treeAsTokens(body)) {
                inner.nextToken();
                return super.deserialize(inner, context);
            }
        }
    }
}

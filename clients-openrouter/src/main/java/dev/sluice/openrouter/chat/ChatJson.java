package dev.sluice.openrouter.chat;

import dev.sluice.openrouter.internal.OpenRouterJson;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** OpenRouter's JSON with the one shape that only completions have: nested under {@code provider}. */
final class ChatJson {

    private static final JsonMapper MAPPER = OpenRouterJson.mapper()
            .rebuild()
            .addModule(new SimpleModule("openrouter-chat").setDeserializerModifier(new Unnesting()))
            .build();

    private ChatJson() {}

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

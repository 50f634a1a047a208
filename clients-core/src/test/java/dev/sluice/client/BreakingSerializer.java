package dev.sluice.client;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Fails with words that must not get out. */
final class BreakingSerializer extends ValueSerializer<TestApi.Search> {
    private final String words;

    BreakingSerializer(String words) {
        this.words = words;
    }

    @Override
    public void serialize(TestApi.Search value, JsonGenerator generator, SerializationContext context) {
        throw new IllegalArgumentException(words);
    }
}

package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That documents are judged as meant is tested where a validator is at hand: with the whole of sluice.yaml, in the module examples. */
class JsonSchemaTest {
    private static final JsonNode SCHEMA = JsonMapper.shared().readTree(Bot.READER.jsonSchema());
    private static final JsonNode EVERY = definition("Every").path("properties");

    @Test
    void schema_saysWhatItIs_andIsTheSameEachTime() {
        assertThat(SCHEMA.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(Bot.READER.jsonSchema())
                .isEqualTo(Bot.READER.jsonSchema())
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void everyObject_allowsItsKeysAlone_andTheFileMayBeEmpty() {
        assertThat(SCHEMA.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(SCHEMA.path("type").toString()).isEqualTo("[\"object\",\"null\"]");
        assertThat(SCHEMA.path("properties").propertyNames()).containsExactly("providers", "every");
        assertThat(definition("Limits").path("additionalProperties").asBoolean(true))
                .isFalse();
    }

    @Test
    void provider_hasTheSectionsAndKeysThatApplyToIt_withItsOwnDefaults() {
        JsonNode exa = provider("exa");

        assertThat(exa.path("properties").propertyNames())
                .containsExactlyInAnyOrder("limits", "api-key-env", "base-url");
        assertThat(provider("daytona").path("properties").propertyNames()).contains("sandbox");
        assertThat(exa.at("/properties/limits/default/min-delay").asString()).isEqualTo("150ms");
        assertThat(provider("daytona")
                        .at("/properties/limits/default/min-delay")
                        .asString())
                .isEqualTo("100ms");
        assertThat(exa.at("/properties/api-key-env/default").asString()).isEqualTo("EXA_API_KEY");
    }

    @Test
    void otherProviders_areAllowedOnlyWhereTheReaderAllowsThem() {
        JsonNode open = JsonMapper.shared()
                .readTree(Bot.READER.allowOtherProviders().jsonSchema())
                .at("/properties/providers/additionalProperties");

        assertThat(SCHEMA.at("/properties/providers/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(open.path("properties").propertyNames())
                .containsExactlyInAnyOrder("limits", "api-key-env", "base-url");
        assertThat(open.at("/properties/limits").has("default")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "min-delay, false", // the property itself
        "min_delay, true",
        "delay_seconds, true",
        "delay-seconds, true",
        "max_concurrent, true",
        "maxConcurrent, false",
        "min_delay_, false",
    })
    void otherSpellings_arePatterns_whichEditorsDoNotOffer(String key, boolean matched) {
        boolean found = definition("Limits").path("patternProperties").propertyNames().stream()
                .anyMatch(pattern -> Pattern.compile(pattern).matcher(key).find());

        assertThat(found).isEqualTo(matched);
    }

    @Test
    void elementOfAList_requiresWhatHasNoDefault_aSectionRequiresNothing() {
        assertThat(definition("Quota").path("allOf").toString())
                .isEqualTo("[{\"required\":[\"id\"]},{\"required\":[\"permits\"]},{\"required\":[\"per\"]}]");
        assertThat(definition("Limits").has("allOf")).isFalse();
        assertThat(definition("Group").has("allOf")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "duration, 150ms, true",
        "duration, 1.5s, true",
        "duration, 10, false",
        "duration, 10S, false",
        "size, 16MB, true",
        "size, 16, false",
        "percentage, 0.5%, true",
        "percentage, 0.5, false",
        "variable, EXA_API_KEY, true",
        "variable, exa, false",
        "address, https://x, true",
        "address, localhost, false",
    })
    void scalarsWithAForm_arePatterns(String name, String text, boolean matched) {
        JsonNode form = definition(name);

        assertThat(form.path("type").asString()).isEqualTo("string");
        assertThat(form.path("description").asString()).startsWith("Expected: ");
        assertThat(Pattern.compile(form.path("pattern").asString())
                        .matcher(text)
                        .find())
                .isEqualTo(matched);
    }

    @Test
    void numbersSwitchesAndWords_haveTheirTypes() {
        assertThat(EVERY.at("/count/type").asString()).isEqualTo("integer");
        assertThat(EVERY.at("/count/maximum").asLong()).isEqualTo(Integer.MAX_VALUE);
        assertThat(EVERY.at("/factor/type").asString()).isEqualTo("number");
        assertThat(EVERY.at("/flag/type").asString()).isEqualTo("boolean");
        assertThat(EVERY.at("/calendar/anyOf/0/enum").toString()).isEqualTo("[\"UTC\",\"SERVER_LOCAL\"]");
        Pattern anyCase = Pattern.compile(EVERY.at("/calendar/anyOf/1/pattern").asString());
        assertThat(List.of("utc", "server-local", "Server_Local"))
                .allMatch(word -> anyCase.matcher(word).matches());
        assertThat("UTD").doesNotMatch(anyCase);
        assertThat(EVERY.at("/words/items/$ref").asString()).isEqualTo("#/$defs/text");
        assertThat(EVERY.at("/waits/additionalProperties/$ref").asString()).isEqualTo("#/$defs/duration");
    }

    @Test
    void descriptions_standBesideTheirKeys() {
        ConfigurationReader reader = ConfigurationReader.of(
                Section.ofRoot("described", Described.class, new Described(3)),
                Section.ofRoot("other", Other.Described.class, new Other.Described(null)));
        JsonNode schema = JsonMapper.shared().readTree(reader.jsonSchema());

        assertThat(schema.at("/$defs/Described/properties/size/description").asString())
                .isEqualTo("How many.");
        assertThat(schema.at("/$defs/Described2/properties/name/$ref").asString())
                .as("another record of the same name")
                .isEqualTo("#/$defs/text");
        assertThat(schema.at("/properties/described/default").toString()).isEqualTo("{\"size\":3}");
        assertThat(schema.at("/properties/other/default").toString()).isEqualTo("{}");
    }

    private static JsonNode definition(String name) {
        return SCHEMA.path("$defs").path(name);
    }

    private static JsonNode provider(String name) {
        return SCHEMA.at("/properties/providers/properties").path(name);
    }

    record Described(@Description("How many.") int size) {}

    /** Holds a record whose simple name is taken. */
    private static final class Other {
        record Described(@Nullable String name) {}
    }

    @Test
    void values_areWrittenAsAPersonWould() {
        RecordShape shape = RecordShape.of(Bot.Every.class);

        assertThat(JsonValues.of(shape, Bot.Every.DEFAULTS))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsAllEntriesOf(Map.of("flag", Bot.Every.DEFAULTS.flag(), "calendar", "UTC"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.15S, 150ms",
        "PT90S, 90s",
        "PT1M, 1m",
        "PT25H, 25h",
        "PT48H, 2d",
        "PT0.000000001S, 1ns",
        "PT0.0000015S, 1500ns",
        "PT0.000002S, 2us"
    })
    void durations_areWrittenInTheLargestWholeUnit(java.time.Duration duration, String text) {
        assertThat(Durations.written(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "512, 512B", "16000000, 16MB", "52428800, 50MiB", "1024, 1KiB", "1000, 1KB", "2147483648, 2GiB"
    })
    void sizes_areWrittenInTheLargestWholeUnit(long bytes, String text) {
        assertThat(DataSize.json().write().apply(new DataSize(bytes))).isEqualTo(text);
        assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    }

    @ParameterizedTest
    @CsvSource({"0%", "20%", "0.5%", "100%"})
    void percentages_areWrittenAsTheyAreRead(String text) {
        assertThat(Ratio.json().write().apply(Ratio.parse(text))).isEqualTo(text);
    }
}

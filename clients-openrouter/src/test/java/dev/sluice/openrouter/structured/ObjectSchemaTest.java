package dev.sluice.openrouter.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.openrouter.structured.Bets.Bet;
import dev.sluice.openrouter.structured.Bets.Forest;
import dev.sluice.openrouter.structured.Bets.Open;
import dev.sluice.openrouter.structured.Bets.Side;
import dev.sluice.openrouter.structured.Bets.Tree;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ObjectSchemaTest {
    private final ObjectSchema<Bet> bet = ObjectSchema.of(Bet.class);

    @Test
    void schema_ofARecord_isStrictAndInOrder() {
        assertThat(bet.schema()).hasToString("""
                        {"type":"object","description":"What to do.","properties":{\
                        "side":{"type":"string","enum":["BUY","sell"]},\
                        "price":{"type":"number","description":"USD, two decimals"},\
                        "size":{"type":"integer"},\
                        "legs":{"type":"array","items":{"type":"object","properties":{\
                        "market":{"type":"string"},"odds":{"type":"number"}},\
                        "required":["market","odds"],"additionalProperties":false}},\
                        "note":{"anyOf":[{"type":"string"},{"type":"null"}]},\
                        "until":{"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]},\
                        "settles_on":{"type":"string","format":"date"},\
                        "sure":{"type":"boolean"}},\
                        "required":["side","price","size","legs","note","until","settles_on","sure"],\
                        "additionalProperties":false}""");
        assertThat(bet.isStrict()).isTrue();
        assertThat(bet.name()).isEqualTo("Bet");
        assertThat(ObjectSchema.of(Bet.class).schema()).isEqualTo(bet.schema());
    }

    @Test
    void schema_typeInsideItself_isDefinedOnceAndReferredTo() {
        JsonNode tree = ObjectSchema.of(Tree.class).schema();
        JsonNode forest = ObjectSchema.of(Forest.class).schema();

        assertThat(tree.at("/properties/children/items")).hasToString("{\"$ref\":\"#\"}");
        JsonNode oldest = forest.at("/properties/oldest");
        String reference = oldest.at("/anyOf/0/$ref").asString();
        assertThat(oldest.path("description").asString()).isEqualTo("The oldest");
        assertThat(forest.at("/properties/youngest/anyOf/0/$ref").asString()).isEqualTo(reference);
        JsonNode definition = forest.at(reference.substring(1));
        assertThat(definition.at("/properties/children/items/$ref").asString()).isEqualTo(reference);
        assertThat(forest.path("$defs")).hasSize(1);
        assertThat(forest.at("/properties/pair/properties/second/properties/odds/type")
                        .asString())
                .isEqualTo("number");
    }

    @Test
    void schema_mapsAndAnything_leaveStrictMode() {
        ObjectSchema<Open> open = ObjectSchema.of(Open.class);

        assertThat(open.isStrict()).isFalse();
        assertThat(open.schema().path("properties"))
                .hasToString(
                        "{\"prices\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"}},\"anything\":{}}");
        assertThat(open.read("{\"prices\":{\"a\":1.10},\"anything\":[1]}").prices())
                .isEqualTo(Map.of("a", new BigDecimal("1.10")));
        assertThatThrownBy(() -> open.read("{\"prices\":{\"secret key\":\"x\"},\"anything\":1}"))
                .hasMessage("$.prices.*: a text that does not fit (expected: a number)");
    }

    @Test
    void read_goodAnswer_isTheRecord() {
        Bet read = bet.read(Bets.GOOD);

        assertThat(read.side()).isEqualTo(Side.SELL);
        assertThat(read.price()).isEqualTo(new BigDecimal("0.420"));
        assertThat(read.legs()).hasSize(1);
        assertThat(read.note()).isEmpty();
        assertThat(read.until()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(read.settlesOn()).isEqualTo(LocalDate.of(2026, 12, 1));
    }

    @Test
    void read_optionalsMissing_unknownFields_andAFence_areSurvived() {
        String loose =
                "{\"side\":\"BUY\",\"price\":1,\"size\":2.0,\"legs\":[],\"settles_on\":\"2026-12-01\",\"sure\":false,\"why\":1}";

        Bet read = bet.read("```json\n" + loose + "\n```\n");

        assertThat(read.note()).isEqualTo(Optional.empty());
        assertThat(read.until()).isNull();
        assertThat(read.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"price\":0.420 | \"cost\":1 | $.price: missing (expected: a number)",
                "\"price\":0.420 | \"price\":null | $.price: null (expected: a number)",
                "\"price\":0.420 | \"price\":\"0.4\" | $.price: a text that does not fit (expected: a number)",
                "\"side\":\"sell\" | \"side\":\"SELL\" | $.side: a text that does not fit (expected: one of BUY, sell)",
                "\"size\":3 | \"size\":3.5 | $.size: a number that does not fit (expected: an integer)",
                "\"size\":3 | \"size\":30000000000 | $.size: does not fit (expected: a value of int)",
                "\"size\":3 | \"size\":-1 | $: refused: size: below zero (expected: at least 0)",
                "\"odds\":1.5 | \"odd\":1 | $.legs[0].odds: missing (expected: a number)",
                "\"sure\":true | \"sure\":\"yes\" | $.sure: a text that does not fit (expected: a boolean)",
                "\"legs\":[ | \"legs\":{},\"x\":[ | $.legs: an object (expected: an array)",
                "\"2026-12-01\" | \"tomorrow\" | $.settles_on: unreadable (expected: a value of LocalDate)",
                "true} | true | $: no JSON at line 2, column 39 (expected: one JSON object and nothing else)",
            })
    void read_badAnswer_saysWhereAndWhat(String part, String instead, String message) {
        SchemaMismatchException wrong =
                catchThrowableOfType(SchemaMismatchException.class, () -> bet.read(Bets.GOOD.replace(part, instead)));

        assertThat(wrong).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "I'd rather not.", "[]", "null", "{} {}", "\"text\""})
    void read_noObject_isRefused(String text) {
        assertThatThrownBy(() -> bet.read(text))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageStartingWith("$");
    }

    @Test
    void read_typeInsideItself_isCheckedToTheBottom() {
        ObjectSchema<Forest> forest = ObjectSchema.of(Forest.class);
        String good = "{\"oldest\":{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]},"
                + "\"pair\":{\"first\":{\"market\":\"m\",\"odds\":1},\"second\":{\"market\":\"n\",\"odds\":2}}}";

        assertThat(forest.read(good).oldest().children()).hasSize(1);
        assertThat(forest.read(good).pair().second().market()).isEqualTo("n");
        assertThatThrownBy(() -> forest.read(good.replace("\"name\":\"b\"", "\"name\":1")))
                .hasMessageStartingWith("$.oldest.children[0].name:");
    }

    @Test
    void of_whatHasNoSchema_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectSchema.of(Bets.Unknowable.class))
                .withMessageStartingWith("thread: java.lang.Thread has no schema");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectSchema.of(String.class))
                .withMessage("java.lang.String: no record (expected: a record)");
    }

    record Values(
            Set<UUID> ids,
            URI home,
            LocalTime at,
            LocalDateTime local,
            OffsetDateTime there,
            Duration every,
            long[] sizes,
            OptionalInt count,
            OptionalDouble share) {}

    @Test
    void read_everyKindOfValue_comesBackAsItWasWritten() {
        Values values = new Values(
                Set.of(UUID.fromString("00000000-0000-0000-0000-000000000001")),
                URI.create("https://bot.example"),
                LocalTime.of(14, 30),
                LocalDateTime.of(2026, 11, 21, 14, 30),
                OffsetDateTime.parse("2026-11-21T14:30Z"),
                Duration.ofMinutes(5),
                new long[] {1, 2},
                OptionalInt.of(3),
                OptionalDouble.empty());
        String json =
                "{\"ids\":[\"00000000-0000-0000-0000-000000000001\"],\"home\":\"https://bot.example\",\"at\":\"14:30:00\","
                        + "\"local\":\"2026-11-21T14:30:00\",\"there\":\"2026-11-21T14:30:00Z\",\"every\":\"PT5M\",\"sizes\":[1,2],\"count\":3,\"share\":null}";

        Values read = ObjectSchema.of(Values.class).read(json);

        assertThat(read).usingRecursiveComparison().isEqualTo(values);
    }

    @SuppressWarnings("unused")
    static String lookUp(
            String symbol, @Nullable Integer days, @JsonProperty("as_of") Optional<LocalDate> asOf, List<Side> sides) {
        return symbol;
    }

    @Test
    void ofParameters_isAnObjectOfThem_andGivesTheArgumentsInOrder() {
        Method method = Objects.requireNonNull(Stream.of(ObjectSchemaTest.class.getDeclaredMethods())
                .filter(m -> m.getName().equals("lookUp"))
                .findFirst()
                .orElse(null));

        ObjectSchema<@Nullable Object[]> schema = ObjectSchema.ofParameters(method);

        assertThat(schema.schema().path("required")).hasToString("[\"symbol\",\"days\",\"as_of\",\"sides\"]");
        assertThat(schema.read("{\"sides\":[\"sell\"],\"symbol\":\"X\"}"))
                .containsExactly("X", null, Optional.empty(), List.of(Side.SELL));
        assertThatThrownBy(() -> schema.read("{\"sides\":[]}")).hasMessage("$.symbol: missing (expected: a string)");
    }
}

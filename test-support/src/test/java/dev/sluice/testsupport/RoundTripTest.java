package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RoundTripTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RoundTrip trip = new RoundTrip(JSON);

    @Test
    void same_bodyThatSurvives_isReadAndItsLeavesAreCounted() {
        Order read = trip.same(
                json(
                        "{\"id\":\"a\",\"word\":\"open\",\"price\":1.50,\"lines\":[{\"amounts\":[1,2]},{\"amounts\":null}],"
                                + "\"tree\":{\"x\":[1,null,true]},\"new\":{\"y\":\"z\",\"none\":null}}"),
                Order.class);

        assertThat(read.price()).isEqualByComparingTo("1.5");
        assertThat(trip.bodies()).isEqualTo(1);
        assertThat(trip.leaves()).isEqualTo(new LeafCount(5, 2, 1));
        assertThat(trip.leaves().typedShare()).isEqualTo(0.625);
    }

    @Test
    void same_bodyThatIsChanged_fails() {
        assertThatThrownBy(() -> trip.same(json("{\"lost\":1}"), Forgetful.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("$.lost: expected 1 but was (absent)");
        assertThat(trip.bodies()).isZero();
    }

    @Test
    void report_tellsEachTypeAndTheWhole() {
        trip.same(json("{\"id\":\"a\",\"new\":1}"), Order.class);
        trip.same(json("{\"id\":\"b\"}"), Order.class);
        trip.same(json("{\"amounts\":[1]}"), Line.class);

        assertThat(trip.report()).isEqualTo("""
                        Line: 1 bodies, 1 leaves: 100.0 % typed, 0 as JSON trees, 0 extra
                        Order: 2 bodies, 3 leaves: 66.7 % typed, 0 as JSON trees, 1 extra
                        all: 3 bodies, 4 leaves: 75.0 % typed, 0 as JSON trees, 1 extra
                        """);
    }

    @Test
    void noLeaf_isFullyTyped() {
        assertThat(LeafCount.of(List.of()).typedShare()).isEqualTo(1);
        assertThat(LeafCount.of(new double[] {1, 2, 3})).isEqualTo(new LeafCount(3, 0, 0));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    record Word(@JsonValue String word) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Word {}
    }

    record Line(@Nullable List<Long> amounts) {}

    record Order(
            @Nullable String id,
            @Nullable Word word,
            @Nullable BigDecimal price,
            @Nullable List<Line> lines,
            @Nullable JsonNode tree,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {}

    record Forgetful(@JsonProperty("kept") @Nullable String kept) {}
}

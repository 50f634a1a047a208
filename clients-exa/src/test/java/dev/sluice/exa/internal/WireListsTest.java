package dev.sluice.exa.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.exa.search.SearchResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WireListsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"results\":[]}",
                "{\"results\":[],\"statuses\":[]}",
                "{\"results\":[{\"highlights\":[]}]}"
            })
    void lists_areWrittenAsTheyCame(String wire) {
        SearchResponse read = ExaJson.MAPPER.readValue(wire, SearchResponse.class);

        assertThat(read.results()).isNotNull();
        assertThat(ExaJson.MAPPER.writeValueAsString(read)).isEqualTo(wire);
        assertThat(JsonMapper.shared().writeValueAsString(read))
                .as("by any mapper")
                .isEqualTo(wire);
    }

    @Test
    void absentAndNullAndEmpty_areEqual_toWhoeverReadsThem() {
        SearchResponse absent = ExaJson.MAPPER.readValue("{}", SearchResponse.class);
        SearchResponse nulled = ExaJson.MAPPER.readValue("{\"results\":null}", SearchResponse.class);
        SearchResponse empty = ExaJson.MAPPER.readValue("{\"results\":[]}", SearchResponse.class);

        assertThat(absent).isEqualTo(nulled).isEqualTo(empty);
        assertThat(ExaJson.MAPPER.writeValueAsString(nulled)).isEqualTo("{}");
    }

    @Test
    void copies_areUnmodifiable_keepNulls_andAreCopiedAgainUnchanged() {
        List<String> values = new ArrayList<>(Arrays.asList("a", null));
        List<String> copy = WireLists.copy(values);
        values.clear();

        assertThat(copy).containsExactly("a", null);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.add("b"));
        List<String> absent = WireLists.copy(null);
        assertThat(WireLists.copy(absent)).isSameAs(absent);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> absent.add("b"));
    }
}

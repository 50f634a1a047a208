package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldMapTest {
    @Test
    void set_moreThanUsual_isAMapInOrder() {
        FieldMap<Object> fields = new FieldMap<>(0);
        Map<String, Object> same = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            fields.set("name" + i, i);
            same.put("name" + i, i);
        }

        assertThat(fields.done()).isEqualTo(same).hasSize(40).hasSameHashCodeAs(same);
        assertThat(fields.keySet()).containsExactlyElementsOf(same.keySet());
        assertThat(fields.get("name7")).isEqualTo(7);
        assertThat(fields.get("other")).isNull();
        assertThat(fields).containsKey("name39").doesNotContainKey("other");
        Map<String, Object> given = new LinkedHashMap<>();
        fields.forEach(given::put);
        assertThat(given).isEqualTo(same);
    }

    @Test
    void set_nameThatIsThere_replacesItsValueInPlace() {
        FieldMap<String> fields = new FieldMap<>(2);
        fields.set("a", "1");
        fields.set("b", "2");
        fields.set("a", "3");

        assertThat(fields.toString()).isEqualTo("{a=3, b=2}");
    }

    @Test
    void done_isReadOnly() {
        FieldMap<String> fields = new FieldMap<>(1);
        Map<String, String> done = fields.done();

        assertThatThrownBy(() -> fields.set("a", "1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> done.put("a", "1")).isInstanceOf(UnsupportedOperationException.class);
    }
}

package dev.sluice.logging.logback;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes the values that a redacted snapshot consists of; decimals in full, without an exponent. */
final class JsonValues {
    private JsonValues() {}

    static void write(JsonGenerator json, Object value) {
        if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal.toPlainString());
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, element) -> {
                json.writeName(String.valueOf(name));
                write(json, element);
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            elements.forEach(element -> write(json, element));
            json.writeEndArray();
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}

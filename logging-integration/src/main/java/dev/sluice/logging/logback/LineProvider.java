package dev.sluice.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of a line under the names of a profile. */
final class LineProvider extends AbstractJsonProvider<ILoggingEvent> {
    private final Line line;
    private final FieldNames names;

    LineProvider(Line line, FieldNames names) {
        this.line = line;
        this.names = names;
    }

    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent event) {
        names.apply(line.fields(event)).forEach((name, value) -> {
            json.writeName(name);
            JsonValues.write(json, value);
        });
    }
}

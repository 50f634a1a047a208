package dev.sluice.benchmarks.redaction;

import dev.sluice.foundation.Secret;
import java.io.StringWriter;
import java.util.List;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body as a tree, as the encoder has to be given it to see names, written through its masking generator. */
final class LogstashMasking implements Redaction {
    private final JsonMapper json = JsonMapper.builder().build();
    private final MaskingJsonGeneratorDecorator masking = new MaskingJsonGeneratorDecorator();

    LogstashMasking(List<String> names, List<String> values) {
        masking.setDefaultMask(Secret.REDACTED);
        names.forEach(masking::addPath);
        values.forEach(masking::addValue);
        masking.start();
    }

    @Override
    public String redact(byte[] body) {
        JsonNode tree = json.readTree(body);
        StringWriter out = new StringWriter(body.length);
        try (JsonGenerator generator = masking.decorate(json.createGenerator(out))) {
            json.writeTree(generator, tree);
        }
        return out.toString();
    }
}

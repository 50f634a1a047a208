package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.client.Sluice;
import dev.sluice.foundation.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed schema of sluice.yaml is the one the code makes, and judges files as the reader does, as far as a schema can. */
class ConfigurationSchemaTest {
    private static final Path COMMITTED = Path.of("..", "docs", "sluice.schema.json");
    private static final String WRITE = "sluice.schema.write";
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Sluice.configurationSchema(), InputFormat.JSON);

    @Test
    void committedSchema_isWhatTheCodeMakes() throws IOException {
        String made = Sluice.configurationSchema();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(COMMITTED, made);
        }

        assertThat(Files.readString(COMMITTED))
                .as("docs/sluice.schema.json is out of date; write it anew with: mvn -pl examples -am test"
                        + " -Dtest=ConfigurationSchemaTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE
                        + "=true")
                .isEqualTo(made);
    }

    @Test
    void schema_isItselfValid() {
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(draft.validate(Sluice.configurationSchema(), InputFormat.JSON))
                .isEmpty();
        assertThat(draft.validate("{ \"type\": \"strnig\" }", InputFormat.JSON)).isNotEmpty();
    }

    /** Every key of every record, wherever it stands; a description beside a reference is the key's own. */
    @Test
    void everyKey_hasADescription() {
        JsonNode schema = JsonMapper.shared().readTree(Sluice.configurationSchema());
        List<String> bare = new ArrayList<>();
        schema.path("$defs")
                .properties()
                .forEach(definition -> definition.getValue().path("properties").properties().stream()
                        .filter(key -> !key.getValue().has("description"))
                        .forEach(key -> bare.add(definition.getKey() + "." + key.getKey())));

        assertThat(schema.path("$defs").size()).isGreaterThan(5);
        assertThat(bare).as("components without @Description").isEmpty();
    }

    @Test
    void shippedExample_isValid_andNamesTheSchema() throws IOException {
        String example = Files.readString(Path.of("sluice.yaml"));

        assertThat(errors(example)).isEmpty();
        assertThat(example).startsWith("# yaml-language-server: $schema=../docs/sluice.schema.json\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "providers: {}",
                "providers: { exa: { limits: { max_concurrent: 3, delay_seconds: 0.2 } } }",
                "providers: { exa: { circuit_breaker: { wait_open: 5s, failure-rate: 12.5% } } }",
                "providers: { openrouter: { http: { first_byte-timeout: 90s, max-body: 4MiB, version: http-2 } } }",
                "providers: { openrouter: { limits: { quotas: [ { id: 5, permits: 10, per: 1m } ] } } }",
                "providers: { openrouter: { limits: { groups: { free-models: { max-concurrent: 1 } } } } }",
                "providers: { daytona: { sandbox: { owner: bot-1, start-within: 0s }, limits: { leases: { sandboxes: 0 } } } }",
                "providers: { mine: { api-key-env: MINE_KEY, base-url: 'https://api.example.org', retry: { billed: false } } }",
                "providers: { polymarket: { base-urls: { gamma: 'http://localhost:8080' } } }",
            })
    void whatIsRead_isValid(String yaml) {
        open(yaml);

        assertThat(errors(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider: {}",
                "providers: { exa: { limit: {} } }",
                "providers: { exa: { limits: { min-delai: 150ms } } }",
                "providers: { exa: { limits: { min-delay: 150 } } }",
                "providers: { exa: { limits: { min-delay: 150 ms } } }",
                "providers: { exa: { limits: { max-concurrent: many } } }",
                "providers: { exa: { limits: { max-concurrent: '4' } } }",
                "providers: { exa: { limits: { max-concurrent: ~ } } }",
                "providers: { exa: { limits: { quotas: { rps: 10 } } } }",
                "providers: { exa: { limits: { quotas: [ { id: rps, permits: 10 } ] } } }",
                "providers: { exa: { limits: { delay_seconds: -1 } } }",
                "providers: { exa: { sandbox: { owner: me } } }",
                "providers: { exa: { retry: { budget: 0.2 } } }",
                "providers: { exa: { http: { max-body: 16, version: HTTP_1_1 } } }",
                "providers: { exa: { http: { version: HTTP_3 } } }",
                "providers: { exa: { api-key-env: sk-not-a-variable } }",
                "providers: { exa: { base-url: localhost } }",
                "providers: []",
            })
    void whatIsRefusedForItsForm_isInvalid(String yaml) {
        assertThatThrownBy(() -> open(yaml)).isInstanceOf(ConfigurationException.class);

        assertThat(errors(yaml)).isNotEmpty();
    }

    private static List<Error> errors(String yaml) {
        return yaml.isEmpty() // an empty file is null; the YAML parser at hand calls it no document
                ? SCHEMA.validate("null", InputFormat.JSON)
                : SCHEMA.validate(yaml, InputFormat.YAML);
    }

    private static void open(String yaml) {
        Sluice.builder().config(yaml).environment(Map.of()).build().close();
    }
}

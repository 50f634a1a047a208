package dev.sluice.benchmarks.redaction;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.Redactor;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.zalando.logbook.BodyFilter;
import org.zalando.logbook.json.JacksonJsonFieldBodyFilter;
import org.zalando.logbook.json.JsonBodyFilters;
import org.zalando.logbook.json.JsonPathBodyFilters;

/** The ways that are compared. All are told the same names and, where they can be told values, the same two kinds. */
public enum Redactions {
    /** A scan by hand, which does the least. */
    BYTE_SCAN,
    /** Sluice, with all its rules and a registered secret. */
    SLUICE,
    /** The encoder's masking by name. */
    LOGSTASH_NAMES,
    /** The encoder's masking by name and by value. */
    LOGSTASH_NAMES_VALUES,
    /** Logbook's filter that reads JSON. */
    LOGBOOK_JACKSON,
    /** Logbook's filter by path. */
    LOGBOOK_JSONPATH,
    /** Logbook's filter by regular expression. */
    LOGBOOK_REGEX;

    /** What the peers are told; Sluice knows these and more. */
    static final List<String> NAMES =
            List.of("api_key", "apikey", "authorization", "token", "access_token", "password", "secret", "passphrase");

    private static final String JSON = "application/json";

    /** A new one; not for several threads. */
    public Redaction create() {
        return switch (this) {
            case BYTE_SCAN -> new ByteScan(NAMES);
            case SLUICE -> sluice();
            case LOGSTASH_NAMES -> new LogstashMasking(NAMES, List.of());
            case LOGSTASH_NAMES_VALUES ->
                new LogstashMasking(NAMES, List.of("sk-or-v1-[0-9a-f]{64}", "Bearer [^\\s\"]+"));
            case LOGBOOK_JACKSON -> logbook(new JacksonJsonFieldBodyFilter(NAMES, Secret.REDACTED));
            case LOGBOOK_JSONPATH -> logbook(jsonPaths());
            case LOGBOOK_REGEX ->
                logbook(JsonBodyFilters.replaceJsonStringProperty(Set.copyOf(NAMES), Secret.REDACTED));
        };
    }

    private static Redaction sluice() {
        RegisteredSecrets.register(Secret.of(Bodies.KNOWN_SECRET));
        Redactor redactor = Redactor.standard();
        return json -> redactor.body(json, JSON, 1 << 17);
    }

    private static Redaction logbook(BodyFilter filter) {
        return json -> filter.filter(JSON, new String(json, StandardCharsets.UTF_8));
    }

    private static BodyFilter jsonPaths() {
        BodyFilter all = BodyFilter.none();
        for (String name : NAMES) {
            all = BodyFilter.merge(
                    all, JsonPathBodyFilters.jsonPath("$.." + name).replace(Secret.REDACTED));
        }
        return all;
    }
}

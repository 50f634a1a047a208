package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.research.ResearchCost;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.ContentsStatus;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.DeepOutput;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.testsupport.Specs;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field that the notes on Exa's public API name is a component of the record that stands for its schema, or given up by Exa. */
class SchemaFieldsTest {
    private static final Map<String, Class<? extends Record>> RECORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("SearchRequest", SearchRequest.class),
            Map.entry("Contents", Contents.class),
            Map.entry("SearchResponse", SearchResponse.class),
            Map.entry("Result", Result.class),
            Map.entry("DeepOutput", DeepOutput.class),
            Map.entry("CostDollars", CostDollars.class),
            Map.entry("AnswerRequest", AnswerRequest.class),
            Map.entry("AnswerResponse", AnswerResponse.class),
            Map.entry("ContentsStatus", ContentsStatus.class),
            Map.entry("AgentRunCreate", AgentRunRequest.class),
            Map.entry("AgentRun", AgentRun.class),
            Map.entry("ResearchCost", ResearchCost.class)));

    /** Deprecated, most without any effect; who needs one sends it as an extra field. */
    private static final Set<String> GIVEN_UP =
            Set.of("SearchRequest.startCrawlDate", "SearchRequest.endCrawlDate", "SearchRequest.context");

    /** Words of the notes about a schema, which are no fields. */
    private static final Set<String> REMARKS = Set.of("note", "nullable", "limits");

    private final Specs specs = Specs.of("exa");

    @TestFactory
    Stream<DynamicTest> everyField_isAComponent() {
        String notes = specs.text("exa-public-api-2.0.0-notes.md");
        String schemas = notes.substring(notes.indexOf("\nschemas:"), notes.indexOf("\nerrors:"));
        return specs.cases("schemas", List.copyOf(RECORDS.entrySet()), Map.Entry::getKey, schema -> {
            Set<String> fields = fields(schemas, schema.getKey());
            fields.removeIf(field -> GIVEN_UP.contains(schema.getKey() + "." + field));

            assertThat(fields).hasSizeGreaterThan(1);
            assertThat(names(schema.getValue())).containsAll(fields);
        });
    }

    /** A schema is a block of indented fields, a list of names, or a map on one line. */
    private static Set<String> fields(String schemas, String name) {
        Matcher head = Pattern.compile("(?m)^  " + name + ":(.*)$").matcher(schemas);
        assertThat(head.find()).as(name).isTrue();
        String line = head.group(1).strip();
        Set<String> fields = new TreeSet<>();
        if (line.isEmpty()) {
            for (String field : schemas.substring(head.end() + 1).split("\n")) {
                if (!field.startsWith("    ")) {
                    break;
                }
                fields.add(field.strip().replaceFirst(":.*", ""));
            }
        } else if (line.startsWith("[")) {
            for (String field : line.substring(1, line.length() - 1)
                    .replaceAll("\\([^)]*\\)", "")
                    .split(",")) {
                fields.add(field.strip());
            }
        } else {
            Matcher field =
                    Pattern.compile("(?:\\{|, )(\\w+):").matcher(line.replaceAll("'[^']*'|\"[^\"]*\"|\\[[^]]*]", ""));
            while (field.find()) {
                fields.add(field.group(1));
            }
        }
        fields.removeAll(REMARKS);
        return fields;
    }

    private static Set<String> names(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents()).map(SchemaFieldsTest::name).collect(Collectors.toSet());
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}

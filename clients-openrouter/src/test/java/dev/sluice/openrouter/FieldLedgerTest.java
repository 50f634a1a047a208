package dev.sluice.openrouter;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.Logprobs;
import dev.sluice.openrouter.common.CostDetails;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.common.ServerToolUse;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.images.ImageRequest;
import dev.sluice.openrouter.models.Architecture;
import dev.sluice.openrouter.models.Endpoint;
import dev.sluice.openrouter.models.Model;
import dev.sluice.openrouter.models.PriceOverride;
import dev.sluice.openrouter.models.Pricing;
import dev.sluice.openrouter.responses.Response;
import dev.sluice.openrouter.responses.ResponseRequest;
import dev.sluice.testsupport.Specs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every field that the specification documents has a component, or is left to {@code extra} with a reason. */
class FieldLedgerTest {

    private static final Map<String, Class<?>> RECORDS = Map.ofEntries(
            entry("ChatRequest", ChatRequest.class),
            entry("ChatAssistantMessage", ChatMessage.class),
            entry("ChatSystemMessage", ChatMessage.class),
            entry("ChatToolMessage", ChatMessage.class),
            entry("ChatTokenLogprob", Logprobs.TokenLogprob.class),
            entry("ChatUsage", Usage.class),
            entry("CostDetails", CostDetails.class),
            entry("ServerToolUseDetails", ServerToolUse.class),
            entry("TraceConfig", Trace.class),
            entry("ProviderPreferences", ProviderPreferences.class),
            entry("OpenRouterMetadata", RouterMetadata.class),
            entry("PipelineStage", RouterMetadata.Stage.class),
            entry("ImageGenerationRequest", ImageRequest.class),
            entry("Model", Model.class),
            entry("ModelArchitecture", Architecture.class),
            entry("PublicPricing", Pricing.class),
            entry("PricingOverride", PriceOverride.class),
            entry("PublicEndpoint", Endpoint.class),
            entry("ResponsesRequest", ResponseRequest.class),
            entry("BaseResponsesResult", Response.class));

    private static final Map<String, String> LEFT_TO_EXTRA = Map.of(
            "ChatRequest.route", "deprecated, without effect",
            "ResponsesRequest.route", "deprecated, without effect",
            "ResponsesRequest.previous_response_id", "refused by OpenRouter, which keeps nothing");

    @Test
    void everyFieldOfTheSpecification_hasAComponentOrAReason() {
        Map<String, Set<String>> specified = specified();
        List<String> missing = new ArrayList<>();
        Set<String> excused = new HashSet<>();
        int fields = 0;
        for (Map.Entry<String, Class<?>> record : RECORDS.entrySet()) {
            Set<String> documented = specified.getOrDefault(record.getKey(), Set.of());
            assertThat(documented).as(record.getKey()).isNotEmpty();
            Set<String> components = components(record.getValue());
            for (String field : documented) {
                fields++;
                String name = record.getKey() + "." + field;
                if (!components.contains(field) && !LEFT_TO_EXTRA.containsKey(name)) {
                    missing.add(name);
                } else if (!components.contains(field)) {
                    excused.add(name);
                }
            }
        }

        System.out.println("fields of openrouter: " + fields + " documented in " + RECORDS.size() + " schemas, "
                + excused.size() + " left to extra");
        assertThat(missing).isEmpty();
        assertThat(excused).as("reasons that are needed").isEqualTo(LEFT_TO_EXTRA.keySet());
    }

    private static Set<String> components(Class<?> record) {
        Set<String> names = new HashSet<>();
        Arrays.stream(record.getRecordComponents()).forEach(component -> {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            names.add(renamed == null ? component.getName() : renamed.value());
        });
        return names;
    }

    /** The properties of each schema that has its own, read line by line: the file is machine-made. */
    private static Map<String, Set<String>> specified() {
        Map<String, Set<String>> schemas = new HashMap<>();
        boolean inSchemas = false;
        boolean inProperties = false;
        String schema = "";
        for (String line : Specs.of("openrouter").text("openapi.yaml").split("\n")) {
            int indent = line.length() - line.stripLeading().length();
            if (indent <= 2) {
                inSchemas = line.equals("  schemas:");
            } else if (inSchemas && indent == 4) {
                schema = name(line);
                inProperties = false;
            } else if (inSchemas && indent == 6) {
                inProperties = line.equals("      properties:");
            } else if (inProperties && indent == 8 && line.endsWith(":")) {
                schemas.computeIfAbsent(schema, any -> new LinkedHashSet<>()).add(name(line));
            }
        }
        return schemas;
    }

    private static String name(String line) {
        return line.strip().replaceAll("^['\"]|['\"]?:$", "");
    }
}

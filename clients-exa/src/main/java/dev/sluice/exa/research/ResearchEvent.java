package dev.sluice.exa.research;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a research task. Which fields are there depends on {@code eventType}; all others are null.
 *
 * @param eventType {@code research-definition}, {@code research-output}, {@code plan-definition}, {@code plan-operation}, {@code plan-output},
 *     {@code task-definition}, {@code task-operation}, {@code task-output}; an open set
 * @param researchId the task of Exa's it belongs to
 * @param planId the plan it belongs to
 * @param taskId the part of the plan it belongs to
 * @param operationId of an operation: its id
 * @param createdAtMillis when, in milliseconds since 1970; {@link #createdAt()} reads it
 * @param instructions of a definition: what shall be done
 * @param outputSchema of {@code research-definition}: the JSON schema that was asked for
 * @param data of an operation: what was done
 * @param output of an output: what came of it
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResearchEvent(
        @Nullable String eventType,
        @Nullable String researchId,
        @Nullable String planId,
        @Nullable String taskId,
        @Nullable String operationId,
        @JsonProperty("createdAt") @Nullable Long createdAtMillis,
        @Nullable String instructions,
        @Nullable JsonNode outputSchema,
        @Nullable ResearchOperation data,
        @Nullable Output output,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    /** The type of the last event. */
    public static final String RESEARCH_OUTPUT = "research-output";

    /** Copies the map. */
    public ResearchEvent {
        extra = Copies.map(extra);
    }

    /** When it happened; empty if Exa does not say. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAtMillis).map(Instant::ofEpochMilli);
    }

    /** Whether it is the last one, with the report or the reason why there is none. */
    @JsonIgnore
    public boolean isLast() {
        return RESEARCH_OUTPUT.equals(eventType);
    }

    /**
     * What came of a plan, a part of it, or the whole.
     *
     * @param outputType {@code completed}, {@code failed}, {@code tasks} or {@code stop}; an open set
     * @param content of {@code completed}: the findings
     * @param parsed of {@code completed}: the same as an object, if a schema was given
     * @param costDollars of {@code completed}: what Exa says the whole cost
     * @param error of {@code failed}: why
     * @param reasoning of {@code tasks} and {@code stop}: why
     * @param tasksInstructions of {@code tasks}: what to do next, at the same time
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Output(
            @Nullable String outputType,
            @Nullable String content,
            @Nullable JsonNode parsed,
            @Nullable ResearchCost costDollars,
            @Nullable String error,
            @Nullable String reasoning,
            @WireList List<String> tasksInstructions,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Output {
            tasksInstructions = WireLists.copy(tasksInstructions);
            extra = Copies.map(extra);
        }
    }
}

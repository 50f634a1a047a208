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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A research task and how it stands. Every field may be missing: objects and values are null then, lists empty.
 *
 * @param researchId its id
 * @param createdAtMillis when it was created, in milliseconds since 1970 (where Exa's limits speak in seconds); {@link #createdAt()} reads it
 * @param finishedAtMillis when it ended, in milliseconds since 1970
 * @param model who works on it
 * @param instructions what was asked
 * @param outputSchema the JSON schema that was asked for
 * @param status {@code pending}, {@code running}, {@code completed}, {@code canceled} or {@code failed}; an open set
 * @param events what has happened so far, if asked for
 * @param output the report of a completed task
 * @param costDollars what Exa says it cost
 * @param error why it failed
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResearchTask(
        @Nullable String researchId,
        @JsonProperty("createdAt") @Nullable Long createdAtMillis,
        @JsonProperty("finishedAt") @Nullable Long finishedAtMillis,
        @Nullable String model,
        @Nullable String instructions,
        @Nullable JsonNode outputSchema,
        @Nullable String status,
        @WireList List<ResearchEvent> events,
        @Nullable Output output,
        @Nullable ResearchCost costDollars,
        @Nullable String error,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    /** Exa's notes spell the third with two l, its own client with one. */
    private static final Set<String> ENDS = Set.of("completed", "failed", "canceled", "cancelled");

    /** Copies the collections. */
    public ResearchTask {
        events = WireLists.copy(events);
        extra = Copies.map(extra);
    }

    /** Whether nothing more will happen. */
    @JsonIgnore
    public boolean isFinished() {
        return status != null && ENDS.contains(status);
    }

    /** Whether there is a report. */
    @JsonIgnore
    public boolean isCompleted() {
        return "completed".equals(status);
    }

    /** When it was created; empty if Exa does not say. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAtMillis).map(Instant::ofEpochMilli);
    }

    /** When it ended; empty until then. */
    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAtMillis).map(Instant::ofEpochMilli);
    }

    /**
     * A report.
     *
     * @param content the report; JSON text if a schema was given
     * @param parsed the same as an object, if a schema was given
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Output(
            @Nullable String content,
            @Nullable JsonNode parsed,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Output {
            extra = Copies.map(extra);
        }
    }
}

package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.IsoInstants;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An agent's run and how it stands. Every field may be missing: objects and values are null then. A run is queued, then
 * running, and ends completed, failed or cancelled: those are its words, and an open set.
 *
 * @param id its id
 * @param object {@code agent_run}
 * @param status one of the words above
 * @param stopReason why it ended: {@code schema_satisfied}, {@code budget_reached}, {@code time_limit_reached}, {@code stopped}, {@code error},
 *     {@code cancelled}; an open set
 * @param createdAt ISO-8601, as Exa wrote it (where research speaks in milliseconds); {@link #created()} reads it
 * @param completedAt ISO-8601, as Exa wrote it
 * @param request what was asked
 * @param output what was found
 * @param usage what was used
 * @param costDollars what Exa says it cost
 * @param error why it failed
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentRun(
        @Nullable String id,
        @Nullable String object,
        @Nullable String status,
        @Nullable String stopReason,
        @Nullable String createdAt,
        @Nullable String completedAt,
        @Nullable JsonNode request,
        @Nullable AgentOutput output,
        @Nullable AgentUsage usage,
        @Nullable AgentCost costDollars,
        @Nullable AgentError error,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled", "canceled");

    /** Copies the map. */
    public AgentRun {
        extra = Copies.map(extra);
    }

    /** Whether nothing more will happen. */
    @JsonIgnore
    public boolean isFinished() {
        return status != null && ENDS.contains(status);
    }

    /** Whether there is a result. */
    @JsonIgnore
    public boolean isCompleted() {
        return "completed".equals(status);
    }

    /** When it was created; empty if Exa does not say, or not in a form of ISO-8601. */
    public Optional<Instant> created() {
        return IsoInstants.parse(createdAt);
    }

    /** When it ended; empty until then. */
    public Optional<Instant> completed() {
        return IsoInstants.parse(completedAt);
    }
}

package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.ExaJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened in an agent's run.
 *
 * @param id its place in the run; what a broken stream is taken up after
 * @param event {@code agent_run.created}, {@code .started}, {@code .completed}, {@code .failed}, {@code .cancelled}; an open set
 * @param data what is told about it; of the five a run, as far as known
 * @param createdAt ISO-8601, as Exa wrote it; on listed events only
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentEvent(
        @Nullable String id,
        @Nullable String event,
        @Nullable JsonNode data,
        @Nullable String createdAt,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    private static final Set<String> ENDS =
            Set.of("agent_run.completed", "agent_run.failed", "agent_run.cancelled", "agent_run.canceled");

    /** Copies the map. */
    public AgentEvent {
        extra = Copies.map(extra);
    }

    /** Whether it is the run's last one. */
    @JsonIgnore
    public boolean isLast() {
        return event != null && ENDS.contains(event);
    }

    /** The run as it stood then; empty if the event is about something else. */
    public Optional<AgentRun> run() {
        if (data == null || !data.path("id").isString() || !data.path("status").isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ExaJson.MAPPER.treeToValue(data, AgentRun.class));
        } catch (JacksonException anotherShape) {
            return Optional.empty();
        }
    }
}

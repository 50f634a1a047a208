package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is left of a run that was deleted.
 *
 * @param id its id
 * @param object {@code agent_run}
 * @param deleted true
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletedAgentRun(
        @Nullable String id,
        @Nullable String object,
        @Nullable Boolean deleted,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public DeletedAgentRun {
        extra = Copies.map(extra);
    }
}

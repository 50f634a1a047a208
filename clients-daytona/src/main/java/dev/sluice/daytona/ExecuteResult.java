package dev.sluice.daytona;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a command ended. A code other than 0 is a result, not a failure of the call.
 *
 * @param exitCode the command's own; -1 = could not start or was killed by a signal; null if Daytona did not tell
 * @param output standard output and standard error, merged
 * @param extra every other field, in wire order
 */
public record ExecuteResult(
        @Nullable Integer exitCode,
        @JsonProperty("result") @Nullable String output,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ExecuteResult {
        extra = Copies.map(extra);
    }

    /** Whether the command ended with code 0. */
    public boolean succeeded() {
        return exitCode != null && exitCode == 0;
    }
}

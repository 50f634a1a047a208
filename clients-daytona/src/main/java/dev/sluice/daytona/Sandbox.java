package dev.sluice.daytona;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sandbox as Daytona describes it. Every field but the id may be missing; a list leaves out {@code env}.
 * {@link #toString()} shows no {@code env} and no {@code extra}: both may hold secrets.
 *
 * @param id the id, the one name that survives deletion
 * @param name unique within the organization while the sandbox lives
 * @param organizationId whose it is
 * @param snapshot what it was made from
 * @param user the user commands run as
 * @param env environment of its commands
 * @param labels what its owner marked it with
 * @param target the region
 * @param cpu virtual CPUs; may be a fraction
 * @param memory GiB
 * @param disk GiB; counts against the organization's quota until the state is {@code destroying}
 * @param state where it is in its life
 * @param desiredState where it is going
 * @param errorReason why its state is {@code error}
 * @param autoStopInterval minutes without activity until it stops; 0 = never
 * @param autoDeleteInterval minutes stopped until it is deleted; 0 = at once (ephemeral), -1 = never
 * @param createdAt RFC 3339
 * @param toolboxProxyUrl base address of the toolbox of its region
 * @param extra every other field, in wire order
 */
public record Sandbox(
        String id,
        @Nullable String name,
        @Nullable String organizationId,
        @Nullable String snapshot,
        @Nullable String user,
        @Nullable Map<String, String> env,
        @Nullable Map<String, String> labels,
        @Nullable String target,
        @Nullable BigDecimal cpu,
        @Nullable BigDecimal memory,
        @Nullable BigDecimal disk,
        @Nullable SandboxState state,
        @Nullable SandboxState desiredState,
        @Nullable String errorReason,
        @Nullable BigDecimal autoStopInterval,
        @Nullable BigDecimal autoDeleteInterval,
        @Nullable String createdAt,
        @Nullable String toolboxProxyUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if there is no id: nothing can be done with such a sandbox
     */
    public Sandbox {
        if (id == null || id.isEmpty()) {
            throw new IllegalArgumentException("sandbox: no id (expected: one)");
        }
        env = Copies.mapOrNull(env);
        labels = Copies.mapOrNull(labels);
        extra = Copies.map(extra);
    }

    /** A label's value, if it has the label. */
    public Optional<String> label(String key) {
        return labels == null ? Optional.empty() : Optional.ofNullable(labels.get(key));
    }

    /** When it was created; empty if it did not tell, or not as a date. */
    public Optional<Instant> created() {
        try {
            return Optional.ofNullable(createdAt).map(Instant::parse);
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /** Whether commands can run in it. */
    public boolean hasStarted() {
        return state != null && state.isStarted();
    }

    @Override
    public String toString() {
        return "Sandbox[id=" + id + ", name=" + name + ", state=" + (state == null ? null : state.word()) + "]";
    }
}

package dev.sluice.daytona;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What sandbox to make. Fields that are not set are not sent, and Daytona's defaults apply. {@link #toString()} shows no
 * {@code env} and no {@code extra}: both may hold secrets.
 *
 * @param name unique within the organization, so a repeat with the same name cannot make a second sandbox
 * @param snapshot what to start from; not together with cpu, memory or disk
 * @param user the user commands run as
 * @param env environment of its commands
 * @param labels marks to find it again
 * @param target the region
 * @param networkBlockAll whether it gets no network
 * @param cpu virtual CPUs
 * @param memory GiB
 * @param disk GiB
 * @param autoStopInterval minutes without activity until it stops; Daytona's default is 15
 * @param autoDeleteInterval minutes stopped until it is deleted; 0 = at once (ephemeral)
 * @param ttlMinutes minutes until it is destroyed whatever happens
 * @param buildInfo what to build it from instead of a snapshot
 * @param extra every other field, in the given order
 */
public record CreateSandbox(
        @Nullable String name,
        @Nullable String snapshot,
        @Nullable String user,
        @Nullable Map<String, String> env,
        @Nullable Map<String, String> labels,
        @Nullable String target,
        @Nullable Boolean networkBlockAll,
        @Nullable Integer cpu,
        @Nullable Integer memory,
        @Nullable Integer disk,
        @Nullable Integer autoStopInterval,
        @Nullable Integer autoDeleteInterval,
        @Nullable Integer ttlMinutes,
        @Nullable BuildInfo buildInfo,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the maps. */
    public CreateSandbox {
        env = Copies.mapOrNull(env);
        labels = Copies.mapOrNull(labels);
        extra = Copies.map(extra);
    }

    /** A builder with nothing set. */
    public static CreateSandboxBuilder builder() {
        return new CreateSandboxBuilder();
    }

    /** A builder that holds everything this request holds. */
    public CreateSandboxBuilder toBuilder() {
        return new CreateSandboxBuilder(this);
    }

    @Override
    public String toString() {
        return "CreateSandbox[name=" + name + ", snapshot=" + snapshot + ", labels=" + labels + "]";
    }

    /**
     * An image to build.
     *
     * @param dockerfileContent the Dockerfile's text
     * @param contextHashes files of the build context, uploaded before
     */
    public record BuildInfo(
            String dockerfileContent, @Nullable List<String> contextHashes) {

        /** Copies the list. */
        public BuildInfo {
            contextHashes = contextHashes == null ? null : Copies.present(contextHashes);
        }
    }

    static Map<String, String> plus(@Nullable Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(Copies.map(map));
        more.put(key, value);
        return more;
    }
}

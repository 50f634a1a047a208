package dev.sluice.daytona;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds a {@link CreateSandbox}. Not thread-safe. */
public final class CreateSandboxBuilder {

    private static final Set<String> KNOWN = Set.of(
            "name",
            "snapshot",
            "user",
            "env",
            "labels",
            "target",
            "networkBlockAll",
            "cpu",
            "memory",
            "disk",
            "autoStopInterval",
            "autoDeleteInterval",
            "ttlMinutes",
            "buildInfo");

    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String name;
    private @Nullable String snapshot;
    private @Nullable String user;
    private @Nullable Map<String, String> env;
    private @Nullable Map<String, String> labels;
    private @Nullable String target;
    private @Nullable Boolean networkBlockAll;
    private @Nullable Integer cpu;
    private @Nullable Integer memory;
    private @Nullable Integer disk;
    private @Nullable Integer autoStopInterval;
    private @Nullable Integer autoDeleteInterval;
    private @Nullable Integer ttlMinutes;
    private CreateSandbox.@Nullable BuildInfo buildInfo;

    CreateSandboxBuilder() {}

    CreateSandboxBuilder(CreateSandbox from) {
        name = from.name();
        snapshot = from.snapshot();
        user = from.user();
        env = from.env();
        labels = from.labels();
        target = from.target();
        networkBlockAll = from.networkBlockAll();
        cpu = from.cpu();
        memory = from.memory();
        disk = from.disk();
        autoStopInterval = from.autoStopInterval();
        autoDeleteInterval = from.autoDeleteInterval();
        ttlMinutes = from.ttlMinutes();
        buildInfo = from.buildInfo();
        extra.putAll(from.extra());
    }

    /** A name, unique within the organization. */
    public CreateSandboxBuilder name(String unique) {
        name = unique;
        return this;
    }

    /** The snapshot to start from. */
    public CreateSandboxBuilder snapshot(String id) {
        snapshot = id;
        return this;
    }

    /** The image to build from, for example {@code python:3.12-slim}. */
    public CreateSandboxBuilder image(String reference) {
        buildInfo = new CreateSandbox.BuildInfo("FROM " + reference, null);
        return this;
    }

    /** The user commands run as. */
    public CreateSandboxBuilder user(String unixName) {
        user = unixName;
        return this;
    }

    /** Adds an environment variable for its commands. */
    public CreateSandboxBuilder env(String key, String value) {
        env = CreateSandbox.plus(env, key, value);
        return this;
    }

    /** Adds a label. */
    public CreateSandboxBuilder label(String key, String value) {
        labels = CreateSandbox.plus(labels, key, value);
        return this;
    }

    /** The region. */
    public CreateSandboxBuilder target(String region) {
        target = region;
        return this;
    }

    /** Gives it no network at all: enough for code that only computes. */
    public CreateSandboxBuilder networkBlocked() {
        networkBlockAll = true;
        return this;
    }

    /** Virtual CPUs, memory and disk (both GiB); not together with a snapshot. */
    public CreateSandboxBuilder resources(int cpus, int memoryGib, int diskGib) {
        cpu = cpus;
        memory = memoryGib;
        disk = diskGib;
        return this;
    }

    /** Minutes without activity until it stops. */
    public CreateSandboxBuilder autoStop(int minutes) {
        autoStopInterval = minutes;
        return this;
    }

    /** Minutes stopped until it is deleted; 0 makes it ephemeral. */
    public CreateSandboxBuilder autoDelete(int minutes) {
        autoDeleteInterval = minutes;
        return this;
    }

    /** Minutes until it is destroyed whatever happens. */
    public CreateSandboxBuilder ttl(int minutes) {
        ttlMinutes = minutes;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public CreateSandboxBuilder extra(String field, JsonNode value) {
        if (KNOWN.contains(field)) {
            throw new IllegalArgumentException(
                    "extra field " + field + ": has its own builder method (expected: a name without one)");
        }
        extra.put(field, value);
        return this;
    }

    /** The request. */
    public CreateSandbox build() {
        return new CreateSandbox(
                name,
                snapshot,
                user,
                env,
                labels,
                target,
                networkBlockAll,
                cpu,
                memory,
                disk,
                autoStopInterval,
                autoDeleteInterval,
                ttlMinutes,
                buildInfo,
                extra);
    }
}

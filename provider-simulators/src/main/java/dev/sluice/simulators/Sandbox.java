package dev.sluice.simulators;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One sandbox. Its state follows from the time since its creation or deletion, so that it needs no timer. Guarded by {@link Sandboxes}.
 */
final class Sandbox {
    static final int DEFAULT_DISK_GIB = 10;

    private final String id;
    private final JsonNode request;
    private final Instant created;
    private final Duration start;
    private final Map<String, byte[]> files = new HashMap<>();
    private String name;
    private @Nullable Instant deleted;

    Sandbox(String id, JsonNode request, Instant created, Duration start) {
        this.id = id;
        this.request = request;
        this.created = created;
        this.start = start;
        this.name = request.path("name").asString(id);
    }

    String id() {
        return id;
    }

    boolean isCalled(String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }

    Map<String, byte[]> files() {
        return files;
    }

    int diskGiB() {
        return request.path("disk").asInt(DEFAULT_DISK_GIB);
    }

    String state(Instant now) {
        if (deleted != null) {
            Duration since = Duration.between(deleted, now);
            if (since.compareTo(start.dividedBy(16)) >= 0) {
                return since.compareTo(start.dividedBy(4)) >= 0 ? "destroyed" : "destroying";
            }
        }
        Duration age = Duration.between(created, now);
        if (age.compareTo(start) >= 0) {
            return "started";
        }
        return age.compareTo(start.dividedBy(2)) >= 0 ? "starting" : "creating";
    }

    /** Disk is held until the sandbox is being destroyed; the answer to DELETE comes earlier. */
    boolean holdsDisk(Instant now) {
        return !state(now).startsWith("destroy");
    }

    /** The sandbox keeps its id, and gives its name free. */
    void delete(Instant now) {
        if (deleted == null) {
            deleted = now;
            name = "DESTROYED_" + name + "_" + now.toEpochMilli();
        }
    }

    boolean hasLabels(JsonNode wanted) {
        for (Map.Entry<String, JsonNode> label : wanted.properties()) {
            if (!request.path("labels").path(label.getKey()).equals(label.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** An item of a list: the sandbox without its environment and volumes. */
    Map<String, @Nullable Object> item(Instant now, String toolbox) {
        Map<String, @Nullable Object> item = Json.object(
                "id", id,
                "organizationId", "org-simulated",
                "name", name,
                "snapshot", request.path("snapshot").asString("daytonaio/sandbox:0.6.0"),
                "user", "daytona",
                "labels", orEmpty(request.path("labels")),
                "public", request.path("public").asBoolean(false),
                "networkBlockAll", request.path("networkBlockAll").asBoolean(false),
                "target", "us",
                "cpu", request.path("cpu").asInt(1),
                "gpu", 0,
                "memory", request.path("memory").asInt(1),
                "disk", diskGiB(),
                "state", state(now),
                "desiredState", deleted == null ? "started" : "destroyed");
        item.put("recoverable", false);
        item.put("backupState", "None");
        item.put("autoStopInterval", request.path("autoStopInterval").asInt(15));
        item.put("autoArchiveInterval", request.path("autoArchiveInterval").asInt(10_080));
        item.put("autoDeleteInterval", request.path("autoDeleteInterval").asInt(-1));
        item.put("createdAt", created.toString());
        item.put("updatedAt", (deleted == null ? created : deleted).toString());
        item.put("lastActivityAt", created.toString());
        item.put("sandboxClass", "container");
        item.put("toolboxProxyUrl", toolbox);
        return item;
    }

    Map<String, @Nullable Object> whole(Instant now, String toolbox) {
        Map<String, @Nullable Object> whole = item(now, toolbox);
        whole.put("env", orEmpty(request.path("env")));
        whole.put("volumes", List.of());
        return whole;
    }

    private static Object orEmpty(JsonNode object) {
        return object.isObject() ? object : Map.of();
    }
}

package dev.sluice.simulators;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sandboxes of the organization and the disk they hold. Thread-safe. */
final class Sandboxes {
    private final SimulatorOptions options;
    private final String toolbox;
    private final Map<String, Sandbox> byId = new LinkedHashMap<>();
    private int created;
    private int highest;
    private long refusals;

    /** @param toolbox what sandboxes call their toolbox's URL */
    Sandboxes(SimulatorOptions options, String toolbox) {
        this.options = options;
        this.toolbox = toolbox;
    }

    /** What came of a request to create or delete. */
    enum Outcome {
        DONE,
        NAME_TAKEN,
        DISK_FULL,
        IN_TRANSITION,
        UNKNOWN
    }

    /** An outcome and the sandbox, if there is one to show. */
    record Result(Outcome outcome, @Nullable Map<String, @Nullable Object> sandbox) {}

    synchronized Result create(JsonNode request) {
        Instant now = options.time().instant();
        if (request.has("name") && find(request.path("name").asString()).isPresent()) {
            return new Result(Outcome.NAME_TAKEN, null);
        }
        String seed = "sandbox-" + (created + 1);
        String hex = Seeds.hex(options.seed(), seed, 32);
        String id = String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
        Sandbox sandbox = new Sandbox(id, request, now, options.sandboxStart());
        if (diskHeld(now) + sandbox.diskGiB() > options.diskQuotaGiB()) {
            refusals++;
            return new Result(Outcome.DISK_FULL, null);
        }
        created++;
        byId.put(id, sandbox);
        highest = Math.max(highest, alive());
        return new Result(Outcome.DONE, sandbox.whole(now, toolbox));
    }

    synchronized Result delete(String idOrName) {
        Instant now = options.time().instant();
        Sandbox sandbox = find(idOrName).orElse(null);
        if (sandbox == null) {
            return new Result(Outcome.UNKNOWN, null);
        }
        String state = sandbox.state(now);
        if (state.equals("creating") || state.equals("starting")) {
            return new Result(Outcome.IN_TRANSITION, null);
        }
        sandbox.delete(now);
        return new Result(Outcome.DONE, sandbox.whole(now, toolbox));
    }

    synchronized Optional<Map<String, @Nullable Object>> get(String idOrName) {
        return find(idOrName).map(sandbox -> sandbox.whole(options.time().instant(), toolbox));
    }

    /** In the order of creation, from {@code offset}. */
    synchronized List<Map<String, @Nullable Object>> list(JsonNode labels, List<String> states, int offset, int limit) {
        Instant now = options.time().instant();
        return byId.values().stream()
                .filter(sandbox -> !sandbox.state(now).equals("destroyed"))
                .filter(sandbox -> states.isEmpty() || states.contains(sandbox.state(now)))
                .filter(sandbox -> sandbox.hasLabels(labels))
                .skip(offset)
                .limit(limit)
                .map(sandbox -> sandbox.item(now, toolbox))
                .toList();
    }

    /** Does something with the files of a started sandbox; empty if it is not there, and then with null if it is not started. */
    synchronized <T> Optional<T> inside(String id, Function<@Nullable Map<String, byte[]>, T> work) {
        Instant now = options.time().instant();
        return find(id).map(sandbox -> work.apply(sandbox.state(now).equals("started") ? sandbox.files() : null));
    }

    synchronized int alive() {
        Instant now = options.time().instant();
        return (int) byId.values().stream().filter(box -> box.holdsDisk(now)).count();
    }

    synchronized ProviderReport addTo(ProviderReport report) {
        return report.withSandboxes(alive(), highest, refusals);
    }

    private Optional<Sandbox> find(String idOrName) {
        Instant now = options.time().instant();
        return byId.values().stream()
                .filter(sandbox ->
                        sandbox.isCalled(idOrName) && !sandbox.state(now).equals("destroyed"))
                .findFirst();
    }

    private int diskHeld(Instant now) {
        return byId.values().stream()
                .filter(sandbox -> sandbox.holdsDisk(now))
                .mapToInt(Sandbox::diskGiB)
                .sum();
    }
}

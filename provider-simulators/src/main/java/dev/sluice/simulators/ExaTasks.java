package dev.sluice.simulators;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tasks of one kind that an account has started, and their list page by page. Thread-safe. */
final class ExaTasks {
    private static final int PAGE = 10;

    private final SimulatorOptions options;
    private final String prefix;
    private final Map<String, ExaTask> tasks = new LinkedHashMap<>();
    private long created;

    /** @param prefix of the ids */
    ExaTasks(SimulatorOptions options, String prefix) {
        this.options = options;
        this.prefix = prefix;
    }

    /** How long a task takes: ten of the slowest answers. */
    static Duration duration(SimulatorOptions options) {
        return options.latency().max().multipliedBy(10);
    }

    synchronized ExaTask create(JsonNode asked, ExaTask.End end) {
        String id = prefix + Seeds.hex(options.seed(), prefix + ++created, 26);
        Instant now = options.time().instant();
        ExaTask task = new ExaTask(id, asked, now, now.plus(duration(options)), end);
        tasks.put(id, task);
        return task;
    }

    synchronized Optional<ExaTask> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    synchronized Optional<ExaTask> end(String id, ExaTask.End how) {
        Instant now = options.time().instant();
        return Optional.ofNullable(tasks.computeIfPresent(id, (key, task) -> task.endedAt(now, how)));
    }

    synchronized boolean delete(String id) {
        return tasks.remove(id) != null;
    }

    /** Newest first; the cursor is the number of those before. */
    synchronized Map<String, @Nullable Object> page(@Nullable String cursor, Function<ExaTask, Object> shown) {
        List<ExaTask> newest = new ArrayList<>(tasks.values());
        Collections.reverse(newest);
        int from = cursor == null || !cursor.matches("[0-9]{1,6}") ? 0 : Integer.parseInt(cursor);
        int to = Math.min(newest.size(), from + PAGE);
        List<Object> data = new ArrayList<>();
        for (int i = from; i < to; i++) {
            data.add(shown.apply(newest.get(i)));
        }
        boolean more = to < newest.size();
        return Json.object("data", data, "hasMore", more, "nextCursor", more ? Integer.toString(to) : null);
    }
}

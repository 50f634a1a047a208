package dev.sluice.simulators;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /research/v1}: stamps in milliseconds, counts with fractions, events told apart by type. After recordings and Exa's JavaScript client. */
final class ExaResearch {
    private static final String PATH = "/research/v1";
    private static final String FAILURE = "Research failed";

    private final SimulatorOptions options;
    private final ExaErrors errors;
    private final ExaTasks tasks;

    ExaResearch(SimulatorOptions options, ExaErrors errors) {
        this.options = options;
        this.errors = errors;
        this.tasks = new ExaTasks(options, "r_");
    }

    /** Creates a task that will end in this way. */
    Answer create(SimulatedRequest request, ExaTask.End end) {
        JsonNode asked = request.json();
        if (asked == null || asked.path("instructions").asString("").isBlank()) {
            return errors.flat(400, "Invalid request body", "INVALID_REQUEST_BODY");
        }
        return Answer.json(201, shown(tasks.create(asked, end), false));
    }

    Answer list(SimulatedRequest request) {
        return Answer.json(200, tasks.page(request.parameter("cursor"), task -> shown(task, false)));
    }

    Answer get(SimulatedRequest request) {
        return tasks.find(request.path().substring(PATH.length() + 1))
                .map(task -> "true".equals(request.parameter("stream"))
                        ? stream(task)
                        : Answer.json(200, shown(task, "true".equals(request.parameter("events")))))
                .orElseGet(() -> errors.flat(404, "Research not found", "DEFAULT_ERROR"));
    }

    private Map<String, @Nullable Object> shown(ExaTask task, boolean withEvents) {
        Instant now = options.time().instant();
        Map<String, @Nullable Object> shown = Json.object(
                "researchId", task.id(),
                "createdAt", task.began().toEpochMilli(),
                "model", task.asked().path("model").asString("exa-research"),
                "instructions", task.asked().path("instructions").asString(),
                "status", task.status(now, "canceled"));
        if (withEvents) {
            List<Map<String, @Nullable Object>> events = events(task);
            shown.put("events", task.isOver(now) ? events : events.subList(0, events.size() - 1));
        }
        if (task.isOver(now)) {
            shown.put("finishedAt", task.ends().toEpochMilli());
            shown.put("costDollars", cost());
            if (task.end() == ExaTask.End.FAILED) {
                shown.put("error", FAILURE);
            } else {
                shown.put("output", Json.object("content", report(task)));
            }
        }
        return shown;
    }

    private Answer stream(ExaTask task) {
        List<Map<String, @Nullable Object>> events = events(task);
        Sse stream = new Sse(options.latency().min().dividedBy(4));
        Duration left = Duration.between(options.time().instant(), task.ends());
        for (int i = 0; i < events.size(); i++) {
            if (i == events.size() - 1) {
                stream.comment("keep-alive").silence(left.isNegative() ? Duration.ZERO : left);
            }
            Map<String, @Nullable Object> event = events.get(i);
            stream.event(null, String.valueOf(event.get("eventType")), event);
        }
        return stream.answer();
    }

    private static List<Map<String, @Nullable Object>> events(ExaTask task) {
        String words = task.asked().path("instructions").asString();
        Map<String, @Nullable Object> source = Json.object("url", "https://www.reuters.com/research");
        return List.of(
                event(task, "research-definition", "instructions", words),
                event(task, "plan-definition", "planId", "p1"),
                event(
                        task,
                        "plan-operation",
                        "planId",
                        "p1",
                        "operationId",
                        "o1",
                        "data",
                        Json.object("type", "think", "content", "Begin with " + words)),
                event(
                        task,
                        "plan-output",
                        "planId",
                        "p1",
                        "output",
                        Json.object(
                                "outputType",
                                "tasks",
                                "reasoning",
                                "One is enough",
                                "tasksInstructions",
                                List.of(words))),
                event(task, "task-definition", "planId", "p1", "taskId", "t1", "instructions", words),
                event(
                        task,
                        "task-operation",
                        "planId",
                        "p1",
                        "taskId",
                        "t1",
                        "operationId",
                        "o2",
                        "data",
                        Json.object(
                                "type",
                                "search",
                                "searchType",
                                "auto",
                                "query",
                                words,
                                "results",
                                List.of(source),
                                "pageTokens",
                                new BigDecimal("1685.75"))),
                event(
                        task,
                        "task-output",
                        "planId",
                        "p1",
                        "taskId",
                        "t1",
                        "output",
                        Json.object("outputType", "completed", "content", "Found.")),
                event(task, "research-output", "output", output(task)));
    }

    private static Map<String, @Nullable Object> output(ExaTask task) {
        return task.end() == ExaTask.End.FAILED
                ? Json.object("outputType", "failed", "error", FAILURE)
                : Json.object("outputType", "completed", "content", report(task), "costDollars", cost());
    }

    private static Map<String, @Nullable Object> event(ExaTask task, String type, @Nullable Object... rest) {
        Map<String, @Nullable Object> event = Json.object(
                "eventType",
                type,
                "researchId",
                task.id(),
                "createdAt",
                task.began().toEpochMilli());
        event.putAll(Json.object(rest));
        return event;
    }

    private static String report(ExaTask task) {
        return "# " + task.asked().path("instructions").asString() + "\n\nNothing is known for certain.";
    }

    private static Map<String, @Nullable Object> cost() {
        return Json.object(
                "total", new BigDecimal("0.0312"),
                "numPages", new BigDecimal("1.5"),
                "numSearches", 1,
                "reasoningTokens", new BigDecimal("1685.75"));
    }
}

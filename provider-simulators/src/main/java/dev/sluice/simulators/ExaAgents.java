package dev.sluice.simulators;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /agent/runs}: stamps in ISO-8601, errors in an envelope, events with ids to go on after. After Exa's clients and the documentation. */
final class ExaAgents {
    private static final String PATH = "/agent/runs/";

    private final SimulatorOptions options;
    private final ExaErrors errors;
    private final ExaTasks tasks;

    ExaAgents(SimulatorOptions options, ExaErrors errors) {
        this.options = options;
        this.errors = errors;
        this.tasks = new ExaTasks(options, "agent_run_");
    }

    /** Creates a run that will end in this way. */
    Answer create(SimulatedRequest request, ExaTask.End end) {
        JsonNode asked = request.json();
        if (asked == null || asked.path("query").asString("").isBlank()) {
            return errors.envelope(400, "INVALID_REQUEST", "INVALID_BODY", "query is required");
        }
        ExaTask run = tasks.create(asked, end);
        boolean streamed = asked.path("stream").asBoolean(false)
                || request.header("Accept").contains("text/event-stream");
        return streamed ? stream(run, 0) : Answer.json(200, shown(run));
    }

    Answer list(SimulatedRequest request) {
        return Answer.json(200, asList(tasks.page(request.parameter("cursor"), this::shown)));
    }

    /** What is asked about one run: the path goes on with its id, and perhaps with a word. */
    Answer one(SimulatedRequest request) {
        String[] steps = request.path().substring(PATH.length()).split("/", 2);
        String id = steps[0];
        String word = steps.length == 1 ? "" : steps[1];
        return switch (request.method() + " " + word) {
            case "GET " ->
                tasks.find(id).map(run -> Answer.json(200, shown(run))).orElseGet(this::unknown);
            case "GET events" -> tasks.find(id).map(run -> events(run, request)).orElseGet(this::unknown);
            case "POST cancel" ->
                tasks.end(id, ExaTask.End.CANCELLED)
                        .map(run -> Answer.json(200, shown(run)))
                        .orElseGet(this::unknown);
            case "POST stop" ->
                tasks.end(id, ExaTask.End.COMPLETED)
                        .map(run -> Answer.json(200, shown(run)))
                        .orElseGet(this::unknown);
            case "DELETE " ->
                tasks.delete(id)
                        ? Answer.json(200, Json.object("id", id, "object", "agent_run", "deleted", true))
                        : unknown();
            default -> unknown();
        };
    }

    private Answer unknown() {
        return errors.envelope(404, "NOT_FOUND", "RUN_NOT_FOUND", "No such run");
    }

    private Answer events(ExaTask run, SimulatedRequest request) {
        if (request.header("Accept").contains("text/event-stream")) {
            String after = request.header("Last-Event-ID");
            return stream(run, after.matches("[0-9]{1,6}") ? Integer.parseInt(after) : 0);
        }
        List<Object> told = new ArrayList<>();
        for (Event event : events(run)) {
            if (!event.last || run.isOver(options.time().instant())) {
                told.add(Json.object(
                        "id",
                        Integer.toString(event.id),
                        "event",
                        event.name,
                        "data",
                        event.data,
                        "createdAt",
                        run.began().toString()));
            }
        }
        return Answer.json(200, asList(Json.object("data", told, "hasMore", false, "nextCursor", null)));
    }

    private Answer stream(ExaTask run, int after) {
        Sse stream = new Sse(options.latency().min().dividedBy(4));
        Duration left = Duration.between(options.time().instant(), run.ends());
        for (Event event : events(run)) {
            if (event.last) {
                stream.comment("keep-alive").silence(left.isNegative() ? Duration.ZERO : left);
            }
            if (event.id > after) {
                stream.event(Integer.toString(event.id), event.name, event.data);
            }
        }
        return stream.answer();
    }

    private List<Event> events(ExaTask run) {
        return List.of(
                new Event(1, "agent_run.created", Json.object("id", run.id(), "status", "queued"), false),
                new Event(2, "agent_run.started", Json.object("id", run.id(), "status", "running"), false),
                new Event(3, "agent_run." + run.endWord("cancelled"), shown(run, run.ends()), true));
    }

    private Map<String, @Nullable Object> shown(ExaTask run) {
        return shown(run, options.time().instant());
    }

    private static Map<String, @Nullable Object> shown(ExaTask run, Instant at) {
        Map<String, @Nullable Object> shown = Json.object(
                "id",
                run.id(),
                "object",
                "agent_run",
                "status",
                run.status(at, "cancelled"),
                "stopReason",
                null,
                "createdAt",
                run.began().toString(),
                "completedAt",
                null,
                "request",
                run.asked(),
                "output",
                null);
        if (run.isOver(at)) {
            shown.put("completedAt", run.ends().toString());
            shown.put("stopReason", stopReason(run.end()));
            shown.put("usage", Json.object("agentComputeUnits", new BigDecimal("1.5"), "searches", 4));
            shown.put("costDollars", cost());
            if (run.end() == ExaTask.End.FAILED) {
                shown.put(
                        "error", Json.object("type", "AGENT_ERROR", "code", "INTERNAL_ERROR", "message", "Run failed"));
            } else if (run.end() == ExaTask.End.COMPLETED) {
                shown.put("output", Json.object("text", "done", "structured", null, "grounding", List.of()));
            }
        }
        return shown;
    }

    private static String stopReason(ExaTask.End end) {
        return switch (end) {
            case COMPLETED -> "schema_satisfied";
            case FAILED -> "error";
            case CANCELLED -> "cancelled";
        };
    }

    private static Map<String, @Nullable Object> cost() {
        BigDecimal half = new BigDecimal("0.01");
        return Json.object("total", new BigDecimal("0.02"), "agentCompute", half, "search", half);
    }

    private static Map<String, @Nullable Object> asList(Map<String, @Nullable Object> page) {
        Map<String, @Nullable Object> list = Json.object("object", "list");
        list.putAll(page);
        return list;
    }

    private record Event(int id, String name, Map<String, @Nullable Object> data, boolean last) {}
}

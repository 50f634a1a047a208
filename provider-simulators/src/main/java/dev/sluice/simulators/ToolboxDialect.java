package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The toolbox's words: files and commands of one sandbox, on a host of its own that the API's throttlers do not count. Paths are those of
 * version 0.205, and {@code files/upload} of 0.190 beside them.
 */
final class ToolboxDialect implements Dialect {
    private static final Operation UPLOAD = Operation.of("upload");
    private static final Operation DOWNLOAD = Operation.of("download");
    private static final Operation EXECUTE = Operation.of("execute");

    private final TimeSource time;
    private final Sandboxes sandboxes;

    ToolboxDialect(SimulatorOptions options, Sandboxes sandboxes) {
        this.time = options.time();
        this.sandboxes = sandboxes;
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        return switch (request.method() + " " + action(request)) {
            case "POST files/bulk-upload", "POST files/upload-v2", "POST files/upload" -> UPLOAD;
            case "GET files/download" -> DOWNLOAD;
            case "POST process/execute" -> EXECUTE;
            default -> Operation.UNKNOWN;
        };
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        return request.bearer().isEmpty()
                ? Optional.of(error(request, 401, "UNAUTHORIZED", "authentication failed: Bearer token is invalid"))
                : Optional.empty();
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (operation.equals(Operation.UNKNOWN)) {
            return error(request, 404, "NOT_FOUND", "not found: " + action(request));
        }
        String id = request.path().split("/", 3)[1];
        return sandboxes
                .inside(id, files -> files == null ? notStarted(request) : work(request, operation, files))
                .orElseGet(() -> error(request, 404, "NOT_FOUND", "not found: sandbox container not found"));
    }

    private Answer work(SimulatedRequest request, Operation operation, Map<String, byte[]> files) {
        if (operation.equals(EXECUTE)) {
            return execute(request, files);
        }
        if (operation.equals(DOWNLOAD)) {
            return download(request, files);
        }
        return action(request).equals("files/bulk-upload") ? bulkUpload(request, files) : upload(request, files);
    }

    private Answer notStarted(SimulatedRequest request) {
        return error(
                request,
                400,
                "BAD_REQUEST",
                "bad request: failed to resolve container IP after 3 attempts: no IP address found. Is the Sandbox started?");
    }

    private Answer execute(SimulatedRequest request, Map<String, byte[]> files) {
        JsonNode body = request.json();
        if (body == null || body.path("command").asString("").isBlank()) {
            return error(request, 400, "INVALID_REQUEST_BODY", "invalid request body: command is required");
        }
        Shell.Result result = new Shell(files, body.path("cwd").asString(""))
                .run(body.path("command").asString());
        return Answer.json(200, Json.object("exitCode", result.exitCode(), "result", result.output()));
    }

    private Answer download(SimulatedRequest request, Map<String, byte[]> files) {
        String path = request.parameter("path");
        if (path == null) {
            return error(request, 400, "INVALID_FILE_PATH", "invalid file path: path is required");
        }
        byte[] content = files.get(Shell.resolve(Shell.HOME, path));
        return content == null
                ? error(request, 404, "FILE_NOT_FOUND", "file not found: " + path)
                : Answer.bytes(200, "application/octet-stream", content);
    }

    private Answer upload(SimulatedRequest request, Map<String, byte[]> files) {
        String path = request.parameter("path");
        Optional<Multipart.Part> file = Multipart.parse(request).stream()
                .filter(part -> part.name().equals("file"))
                .findFirst();
        if (path == null || file.isEmpty()) {
            return error(request, 400, "BAD_REQUEST", "bad request: query path and part file are required");
        }
        String resolved = Shell.resolve(Shell.HOME, path);
        files.put(resolved, file.get().content());
        String name = resolved.substring(resolved.lastIndexOf('/') + 1);
        return action(request).equals("files/upload")
                ? Answer.bytes(200, "application/json", new byte[0])
                : Answer.json(200, Json.object("name", name, "path", resolved, "type", "file"));
    }

    private static Answer bulkUpload(SimulatedRequest request, Map<String, byte[]> files) {
        List<Object> stored = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        String path = "";
        for (Multipart.Part part : Multipart.parse(request)) {
            if (part.name().endsWith(".path")) {
                path = part.text();
            } else if (part.name().endsWith(".file") && !path.isBlank()) {
                files.put(Shell.resolve(Shell.HOME, path), part.content());
                stored.add(Json.object("path", path, "bytes", part.content().length));
                path = "";
            } else {
                errors.add("unexpected part " + part.name());
            }
        }
        return errors.isEmpty() && !stored.isEmpty()
                ? Answer.json(200, Json.object("files", stored))
                : Answer.json(400, Json.object("errors", errors, "files", stored.isEmpty() ? null : stored));
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        return error(request, 429, "TOO_MANY_REQUESTS", "too many requests")
                .with("Retry-After", Long.toString(refusal.retrySeconds()));
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        Answer answer = switch (status) {
            case 408 -> error(request, 408, "PROCESS_EXECUTION_TIMEOUT", "request timeout: command execution timeout");
            case 429 -> error(request, 429, "TOO_MANY_REQUESTS", "too many requests");
            case 502, 504 -> Answer.bytes(status, "text/html", new byte[0]);
            default ->
                error(request, status, status < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR", "unexpected error");
        };
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** What follows the sandbox's id in the path. */
    private static String action(SimulatedRequest request) {
        String[] steps = request.path().split("/", 3);
        return steps.length == 3 ? steps[2] : "";
    }

    private Answer error(SimulatedRequest request, int status, String code, String message) {
        return Answer.json(
                status,
                Json.object(
                        "statusCode",
                        status,
                        "message",
                        message,
                        "code",
                        code,
                        "timestamp",
                        time.instant().toString(),
                        "path",
                        "/toolbox" + request.path(),
                        "method",
                        request.method(),
                        "source",
                        "DAYTONA_PROXY"));
    }
}

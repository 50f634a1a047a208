package dev.sluice.simulators;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request that has arrived whole. Its path is decoded, begins with a slash and lacks the simulator's prefix. */
final class SimulatedRequest {
    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, String> headers;
    private final byte[] body;

    private SimulatedRequest(
            String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    static SimulatedRequest of(Request request, String path, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName(), field.getValue() == null ? "" : field.getValue());
        }
        Map<String, List<String>> query = new TreeMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValues());
        }
        return new SimulatedRequest(request.getMethod(), path, query, headers, body);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    boolean is(String expectedMethod, String expectedPath) {
        return method.equals(expectedMethod) && path.equals(expectedPath);
    }

    /** The header's value without white space around it, empty if it is absent. */
    String header(String name) {
        return headers.getOrDefault(name, "").strip();
    }

    /** Everything after {@code Bearer }, empty if there is none. */
    String bearer() {
        String authorization = header("Authorization");
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
    }

    @Nullable
    String parameter(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** The body as a JSON object, or null if it is none. */
    @Nullable
    JsonNode json() {
        return Json.parseObject(body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}

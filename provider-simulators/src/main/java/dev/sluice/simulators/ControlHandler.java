package dev.sluice.simulators;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.JsonNode;

/** The door for tests and demos in another process: GET /report, POST /faults, POST /shutdown; errors are {@code {"error": "…"}}. */
final class ControlHandler extends Handler.Abstract {
    static final String PREFIX = "/control";

    private final Simulators simulators;

    ControlHandler(Simulators simulators) {
        this.simulators = simulators;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = request.getHttpURI().getDecodedPath();
        if (!path.startsWith(PREFIX + "/")) {
            return false;
        }
        String asked = request.getMethod() + " " + path.substring(PREFIX.length());
        switch (asked) {
            case "GET /report" -> answer(response, callback, 200, simulators.report());
            case "POST /faults" -> inject(request, response, callback);
            case "POST /shutdown" ->
                answer(
                        response,
                        Callback.from(callback, simulators::requestShutdown),
                        200,
                        Map.of("status", "stopping"));
            default ->
                answer(
                        response,
                        callback,
                        404,
                        error(asked + ": unknown (expected GET /report, POST /faults or POST /shutdown)"));
        }
        return true;
    }

    private void inject(Request request, Response response, Callback callback) throws IOException {
        JsonNode body;
        try (InputStream in = Request.asInputStream(request)) {
            body = Json.parseObject(in.readAllBytes());
        }
        try {
            FaultOrder order = FaultOrder.parse(body);
            simulators.inject(order.target(), order.fault());
            answer(response, callback, 200, Map.of("status", "injected"));
        } catch (IllegalArgumentException refused) {
            answer(response, callback, 400, error(String.valueOf(refused.getMessage())));
        }
    }

    private static Object error(String message) {
        return Map.of("error", message);
    }

    private static void answer(Response response, Callback callback, int status, Object body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
    }
}

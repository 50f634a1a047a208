package dev.sluice.daytona;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.ResponseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Daytona's main API in memory: sandboxes with the states they go through, and answers lost or refused on demand. */
final class FakeSandboxes implements SandboxApi {

    final List<String> calls = new ArrayList<>();
    final Map<String, Deque<String>> states = new LinkedHashMap<>();
    final Map<String, CreateSandbox> made = new LinkedHashMap<>();
    final Deque<ClientException> nextFailures = new ArrayDeque<>();

    @Nullable
    ClientException failCreateAfterwards;

    String[] statesOfNew = {"started"};

    @Override
    public Sandbox create(CreateSandbox request) {
        calls.add("create");
        failIfAsked();
        String id = "sb-" + (made.size() + 1);
        made.put(id, request);
        states.put(id, new ArrayDeque<>(List.of(statesOfNew)));
        if (failCreateAfterwards != null) {
            throw failCreateAfterwards;
        }
        return describe(id);
    }

    @Override
    public Sandbox get(String idOrName) {
        calls.add("get");
        failIfAsked();
        return describe(idOf(idOrName));
    }

    @Override
    public Optional<Sandbox> find(String idOrName) {
        try {
            return Optional.of(get(idOrName));
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    @Override
    public SandboxPage list(@Nullable String labels, @Nullable String cursor) {
        calls.add("list " + labels + " " + cursor);
        return cursor == null
                ? new SandboxPage(List.of(sandbox("sb-1", "started", null)), "next", Map.of())
                : new SandboxPage(List.of(sandbox("sb-2", "started", null)), null, Map.of());
    }

    @Override
    public Optional<Sandbox> delete(String id) {
        calls.add("delete");
        try {
            failIfAsked();
            String known = idOf(id);
            Sandbox last = describe(known);
            states.put(known, new ArrayDeque<>(List.of("destroying")));
            return Optional.of(last);
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    boolean alive(String id) {
        return states.containsKey(id) && !"destroying".equals(states.get(id).peek());
    }

    static ResponseException failure(int status, @Nullable String code, Repeatability repeatability) {
        return ResponseException.of(
                new FailedCall("daytona", "any", "req_1", 1),
                new FailedResponse(status, status, code, null, null, null, ""),
                repeatability);
    }

    private void failIfAsked() {
        ClientException failure = nextFailures.poll();
        if (failure != null) {
            throw failure;
        }
    }

    private String idOf(String idOrName) {
        if (states.containsKey(idOrName)) {
            return idOrName;
        }
        return made.entrySet().stream()
                .filter(entry -> idOrName.equals(entry.getValue().name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> failure(404, null, Repeatability.FINAL));
    }

    private Sandbox describe(String id) {
        Deque<String> left = states.get(id);
        String state = left.size() > 1 ? left.remove() : left.element();
        return sandbox(id, state, made.get(id));
    }

    private static Sandbox sandbox(String id, String state, @Nullable CreateSandbox request) {
        ObjectNode json = DaytonaJson.mapper()
                .createObjectNode()
                .put("id", id)
                .put("state", state)
                .put("errorReason", state.equals("error") ? "out of space" : null);
        if (request != null) {
            json.put("name", request.name());
            json.set("labels", DaytonaJson.mapper().valueToTree(request.labels()));
        }
        return DaytonaJson.mapper().treeToValue(json, Sandbox.class);
    }
}

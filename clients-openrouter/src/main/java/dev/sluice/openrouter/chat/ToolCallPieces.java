package dev.sluice.openrouter.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pieces of streamed tool calls, matched by index: indexes may arrive mixed. A piece without index continues the call
 * with its id, or the one that came last; with an id not seen yet it opens the next call.
 */
final class ToolCallPieces {

    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private int last;

    void add(ToolCall piece) {
        last = indexOf(piece);
        calls.computeIfAbsent(last, Call::new).add(piece);
    }

    private int indexOf(ToolCall piece) {
        if (piece.index() != null) {
            return piece.index();
        }
        String id = piece.id();
        if (id == null || id.isEmpty()) {
            return last;
        }
        return calls.values().stream()
                .filter(call -> id.equals(call.id))
                .map(call -> call.index)
                .findFirst()
                .orElseGet(() -> calls.isEmpty() ? 0 : calls.lastKey() + 1);
    }

    List<ToolCall> build() {
        return calls.values().stream().map(Call::build).toList();
    }

    private static final class Call {
        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private final Map<String, JsonNode> extra = new LinkedHashMap<>();
        private final Map<String, JsonNode> functionExtra = new LinkedHashMap<>();
        private @Nullable String id;
        private @Nullable String type;
        private @Nullable String name;

        Call(int index) {
            this.index = index;
        }

        void add(ToolCall piece) {
            id = piece.id() == null || piece.id().isEmpty() ? id : piece.id();
            type = piece.type() == null ? type : piece.type();
            extra.putAll(piece.extra());
            ToolCall.FunctionCall function = piece.function();
            if (function != null) {
                name = function.name() == null || function.name().isEmpty() ? name : function.name();
                arguments.append(piece.arguments());
                functionExtra.putAll(function.extra());
            }
        }

        ToolCall build() {
            ToolCall.FunctionCall function = new ToolCall.FunctionCall(name, arguments.toString(), functionExtra);
            return new ToolCall(index, id, type, function, extra);
        }
    }
}

package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ToolCall;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ids for calls that came without: some providers leave them out, and a result must name its call. */
final class CallIds {
    private CallIds() {}

    /** The same message if all its calls have ids; nothing else of it is changed. */
    static ChatMessage fill(ChatMessage said, List<ToolCall> calls, int round) {
        if (calls.stream().noneMatch(CallIds::isMissing)) {
            return said;
        }
        ObjectNode message = OpenRouterJson.mapper().valueToTree(said);
        int position = 0;
        for (JsonNode call : message.path("tool_calls")) {
            if (call.path("id").asString("").isEmpty()) {
                ((ObjectNode) call).put("id", "call_" + round + "_" + position);
            }
            position++;
        }
        return OpenRouterJson.mapper().treeToValue(message, ChatMessage.class);
    }

    private static boolean isMissing(ToolCall call) {
        return call.id() == null || call.id().isEmpty();
    }
}

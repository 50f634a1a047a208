package dev.sluice.openrouter.tools;

import dev.sluice.logging.redaction.Redactor;
import dev.sluice.openrouter.chat.ToolCall;
import dev.sluice.openrouter.internal.OpenRouterJson;
import org.jspecify.annotations.Nullable;

/** Runs single calls, and puts what comes of them into words for the model. */
final class ToolRunner {
    private static final int REASON_CHARS = 500;

    private final ToolSet tools;
    private final ToolFailures failures;

    ToolRunner(ToolSet tools, ToolFailures failures) {
        this.tools = tools;
        this.failures = failures;
    }

    /**
     * What the model is told of this call.
     *
     * @throws FailedToolException if the tool failed and that is not to be told, or the thread was interrupted
     */
    String run(ToolCall call) throws FailedToolException {
        BoundTool<?> tool = tools.find(call.name());
        try {
            if (tool == null) {
                throw new UnknownToolException(tools.names());
            }
            return text(tool.call(call.arguments()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailedToolException("a tool was interrupted", interrupted);
        } catch (Exception failed) {
            if (failures == ToolFailures.THROWN) {
                throw new FailedToolException(
                        tool == null ? "unknown tool" : "tool " + tool.name() + " failed", failed);
            }
            return told(failed);
        }
    }

    private static String text(@Nullable Object result) {
        return result instanceof CharSequence said
                ? said.toString()
                : OpenRouterJson.mapper().writeValueAsString(result);
    }

    private static String told(Exception failed) {
        String reason = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        return OpenRouterJson.mapper()
                .createObjectNode()
                .put("error", Redactor.standard().preview(reason, REASON_CHARS))
                .toString();
    }
}

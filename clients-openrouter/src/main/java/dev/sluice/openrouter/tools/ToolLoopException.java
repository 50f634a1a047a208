package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.TotalUsage;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ToolLoop} that ended without an answer though no call failed. What was said and paid until then is in it; neither survives
 * serialization.
 */
public final class ToolLoopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient ChatRequest conversation;
    private final transient TotalUsage usage;

    ToolLoopException(
            Reason reason, String fact, ChatRequest conversation, TotalUsage usage, @Nullable Throwable cause) {
        super("tool loop: " + fact, cause);
        this.reason = reason;
        this.conversation = conversation;
        this.usage = usage;
    }

    /** Why it ended. */
    public Reason reason() {
        return reason;
    }

    /** The conversation up to the last round whose tools all answered: it can be sent again as it is. */
    public ChatRequest conversation() {
        return conversation;
    }

    /** What all answers used, the last one included. */
    public TotalUsage usage() {
        return usage;
    }

    /** Why a loop ends without an answer. */
    public enum Reason {
        /** The model still called tools in the last round it was given. */
        ROUNDS,
        /** The deadline of {@link dev.sluice.client.CallOptions} was over between two answers, or while tools were due. */
        DEADLINE,
        /** A tool failed, and {@link ToolFailures#THROWN} was wanted; or it was interrupted. */
        TOOL
    }
}

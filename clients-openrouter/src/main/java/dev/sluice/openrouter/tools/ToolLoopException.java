package dev.sluice.openrouter.tools;

import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.TotalUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ToolLoop} that ended without an answer though every call began. What was said and paid until then is in it; neither survives
 * serialization.
 */
public final class ToolLoopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient LoopState state;

    ToolLoopException(Reason reason, String fact, LoopState state, @Nullable Throwable cause) {
        super("tool loop: " + fact, cause);
        this.reason = reason;
        this.state = state;
    }

    /** Why it ended. */
    public Reason reason() {
        return reason;
    }

    /** The conversation up to the last round whose tools all answered: it can be sent again as it is. */
    public ChatRequest conversation() {
        return state.conversation();
    }

    /** What all answers used, the last one included, as far as it told. */
    public TotalUsage usage() {
        return state.usage();
    }

    /** What was delivered of the answer that broke off, of loops over streams; empty if none did. It is not in the {@link #conversation()}. */
    public Optional<ChatCompletion> partialAnswer() {
        return Optional.ofNullable(state.partial());
    }

    /** Why a loop ends without an answer. */
    public enum Reason {
        /** The model still called tools in the last round it was given. */
        ROUNDS,
        /** The deadline of {@link dev.sluice.client.CallOptions} was over between two answers, between two pieces of one, or while tools were due. */
        DEADLINE,
        /** The stream of an answer failed or broke off after pieces of it were delivered; the cause says how. It was not repeated. */
        STREAM,
        /** A tool failed, and {@link ToolFailures#THROWN} was wanted; or it was interrupted. */
        TOOL
    }
}

package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Why a choice ended, as OpenRouter's word. The set is open: a provider's own word (for example {@code end_turn})
 * has been seen leaking through and is kept as it came.
 *
 * @param word the word on the wire
 */
public record FinishReason(@JsonValue String word) {

    /** The model ended by itself or met a stop sequence. */
    public static final FinishReason STOP = new FinishReason("stop");
    /** The token limit cut the answer. */
    public static final FinishReason LENGTH = new FinishReason("length");
    /** The model asks for tools to be called. */
    public static final FinishReason TOOL_CALLS = new FinishReason("tool_calls");
    /** A filter cut the answer. */
    public static final FinishReason CONTENT_FILTER = new FinishReason("content_filter");
    /** The provider failed after it had begun. */
    public static final FinishReason ERROR = new FinishReason("error");

    /** Keeps the word as it came. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FinishReason {}
}

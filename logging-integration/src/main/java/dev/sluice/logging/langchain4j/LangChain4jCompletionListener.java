package dev.sluice.logging.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.logging.llm.LoggedCompletion;
import java.util.Map;
import java.util.Optional;

/**
 * Logs what chains of LangChain4j ask models, and what they answer: give it to the model's builder ({@code .listeners(List.of(listener))}).
 * The setting {@code enable_langchain_callbacks} turns it off. Thread-safe; one listener serves any number of models. What fails in it is
 * counted in {@link LoggingFailures} and never reaches the chain.
 *
 * <p>The completion is kept among the exchange's attributes, where {@link #requestId} finds its id for the decision that follows.
 */
public final class LangChain4jCompletionListener implements ChatModelListener {
    private static final String KEY = LangChain4jCompletionListener.class.getName();

    private final LlmCompletionLogger logger;

    /** A listener that logs to this session. */
    public LangChain4jCompletionListener(LlmCompletionLogger logger) {
        this.logger = logger;
    }

    /** The request id of a completion, from the attributes of its exchange; empty if it was not logged. */
    public static Optional<String> requestId(Map<Object, Object> attributes) {
        return attributes.get(KEY) instanceof LoggedCompletion completion
                ? Optional.of(completion.requestId())
                : Optional.empty();
    }

    @Override
    public void onRequest(ChatModelRequestContext context) {
        if (logger.config().enableLangchainCallbacks()) {
            guard(() -> context.attributes().put(KEY, logger.request(Translation.prompt(context.chatRequest()))));
        }
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        guard(() -> {
            if (context.attributes().get(KEY) instanceof LoggedCompletion completion) {
                completion.success(Translation.answer(context.chatResponse()));
            }
        });
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        guard(() -> {
            if (context.attributes().get(KEY) instanceof LoggedCompletion completion) {
                completion.failure(context.error());
            }
        });
    }

    private static void guard(Runnable step) {
        try {
            step.run();
        } catch (Throwable failure) {
            LoggingFailures.record(failure);
        }
    }
}

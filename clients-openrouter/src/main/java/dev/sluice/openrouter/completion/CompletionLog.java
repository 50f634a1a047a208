package dev.sluice.openrouter.completion;

import dev.sluice.client.spi.Copies;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.CompletionPrompt;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.logging.llm.LoggedCompletion;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Logs the completions of one API; the lines of the call itself get the completion's request id. Thread-safe.
 *
 * @param <Q> what is asked
 * @param <A> a whole answer
 */
public final class CompletionLog<Q, A> {

    /** What OpenRouter chooses a model for, when it is asked for none. */
    private static final String ANY_MODEL = "openrouter/auto";

    private final LlmCompletionLogger logger;
    private final Function<Q, CompletionPrompt> asked;
    private final Function<A, CompletionAnswer> answered;

    /**
     * Logs to this logger.
     *
     * @param asked what of a request is shown
     * @param answered what of an answer is shown
     */
    public CompletionLog(
            LlmCompletionLogger logger, Function<Q, CompletionPrompt> asked, Function<A, CompletionAnswer> answered) {
        this.logger = logger;
        this.asked = asked;
        this.answered = answered;
    }

    /** The model that a request names: its own, the first of its list, or OpenRouter's choice. */
    public static String model(@Nullable String model, @Nullable List<String> models) {
        return model == null ? Copies.present(models).stream().findFirst().orElse(ANY_MODEL) : model;
    }

    /** A whole answer, or the failure that the call throws. */
    public A whole(Q request, Supplier<A> call) {
        try (LoggedCompletion completion = logger.request(asked.apply(request))) {
            A answer = within(completion, call);
            completion.success(answered.apply(answer));
            return answer;
        }
    }

    /** An answer in pieces, whose end the stream logs; here only that it never began. */
    public <S> S stream(Q request, Function<LoggedCompletion, S> call) {
        LoggedCompletion completion = logger.request(asked.apply(request));
        return within(completion, () -> call.apply(completion));
    }

    @SuppressWarnings("try") // the context is there to be open
    private static <T> T within(LoggedCompletion completion, Supplier<T> call) {
        try (LogContext context = completion.context()) {
            return call.get();
        } catch (RuntimeException | Error failure) {
            completion.failure(failure);
            throw failure;
        }
    }
}

package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Copies;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.CompletionPrompt;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.logging.llm.LoggedCompletion;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Logs completions; the lines of the call itself get the completion's request id. */
final class CompletionLog {

    /** What OpenRouter chooses a model for, when it is asked for none. */
    private static final String ANY_MODEL = "openrouter/auto";

    private final LlmCompletionLogger logger;

    CompletionLog(LlmCompletionLogger logger) {
        this.logger = logger;
    }

    /** A whole answer. */
    ChatCompletion whole(ChatRequest request, Supplier<ChatCompletion> call) {
        try (LoggedCompletion completion = logger.request(prompt(request))) {
            ChatCompletion answer = within(completion, call);
            completion.success(answer(answer));
            return answer;
        }
    }

    /** An answer in pieces, whose end the stream logs. */
    ChatStream stream(ChatRequest request, Function<LoggedCompletion, ChatStream> call) {
        LoggedCompletion completion = logger.request(prompt(request));
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

    static CompletionPrompt prompt(ChatRequest request) {
        String model = request.model();
        if (model == null) {
            model = Copies.present(request.models()).stream().findFirst().orElse(ANY_MODEL);
        }
        CompletionPrompt prompt = CompletionPrompt.of(model, text(request.messages()));
        if (request.temperature() != null) {
            prompt = prompt.temperature(request.temperature().doubleValue());
        }
        Integer bound = request.maxTokens() == null ? request.maxCompletionTokens() : request.maxTokens();
        return bound == null ? prompt : prompt.maxTokens(bound);
    }

    /** One message is its text; of several each is led by its role. */
    private static String text(List<ChatMessage> messages) {
        if (messages.size() == 1) {
            return messages.get(0).text();
        }
        return messages.stream()
                .map(message -> Objects.requireNonNullElse(message.role(), "?") + ": " + message.text())
                .collect(Collectors.joining("\n\n"));
    }

    /** Also of an answer that broke off. */
    static CompletionAnswer answer(ChatCompletion completion) {
        Usage usage = completion.usage();
        String text = completion.text();
        if (text.isEmpty() && !completion.toolCalls().isEmpty()) {
            text = toolCalls(completion.toolCalls());
        }
        return CompletionAnswer.of(text)
                .usage(usage == null ? null : tokens(usage))
                .costUsd(usage == null ? null : usage.totalCost().orElse(null))
                .served(
                        completion.model(),
                        completion.finishReason().map(FinishReason::word).orElse(null));
    }

    private static String toolCalls(List<ToolCall> calls) {
        try {
            return OpenRouterJson.mapper().writeValueAsString(calls);
        } catch (RuntimeException unwritable) {
            LoggingFailures.record(unwritable);
            return "";
        }
    }

    /** Null if it tells nothing of the two; where one is missing it is the rest of the total. */
    static @Nullable TokenUsage tokens(Usage usage) {
        Long prompt = usage.promptTokens();
        Long completion = usage.completionTokens();
        Long total = usage.totalTokens();
        if (prompt == null && completion == null && total == null) {
            return null;
        }
        long written = completion == null ? rest(total, prompt) : completion;
        long read = prompt == null ? rest(total, written) : prompt;
        Usage.TokenDetails ofPrompt = usage.promptTokensDetails();
        Usage.TokenDetails ofCompletion = usage.completionTokensDetails();
        return TokenUsage.of(read, written)
                .details(
                        ofPrompt == null ? null : ofPrompt.cachedTokens(),
                        ofPrompt == null ? null : ofPrompt.cacheWriteTokens(),
                        ofCompletion == null ? null : ofCompletion.reasoningTokens());
    }

    private static long rest(@Nullable Long total, @Nullable Long part) {
        return total == null || part == null ? 0 : Math.max(0, total - part);
    }
}

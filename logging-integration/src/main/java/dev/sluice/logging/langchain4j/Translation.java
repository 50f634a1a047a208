package dev.sluice.logging.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.CompletionPrompt;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** LangChain4j's words in ours. It marks nothing as nullable; what may be missing is taken from its builders, which ask for messages alone. */
final class Translation {
    private static final String UNKNOWN_MODEL = "unknown";

    private Translation() {}

    static CompletionPrompt prompt(ChatRequest request) {
        String model = orNull(request.modelName());
        CompletionPrompt prompt =
                CompletionPrompt.of(Objects.requireNonNullElse(model, UNKNOWN_MODEL), text(request.messages()));
        Double temperature = orNull(request.temperature());
        Integer bound = orNull(request.maxOutputTokens());
        prompt = temperature == null ? prompt : prompt.temperature(temperature);
        return bound == null ? prompt : prompt.maxTokens(bound);
    }

    static CompletionAnswer answer(ChatResponse response) {
        dev.langchain4j.model.output.FinishReason reason = orNull(response.finishReason());
        return CompletionAnswer.of(text(response.aiMessage()))
                .usage(usage(orNull(response.tokenUsage())))
                .served(
                        orNull(response.modelName()),
                        reason == null ? null : reason.name().toLowerCase(Locale.ROOT));
    }

    /** Images and files are not shown. */
    private static String text(List<ChatMessage> messages) {
        if (messages.size() == 1) {
            return text(messages.get(0));
        }
        return messages.stream()
                .map(message -> message.type().name().toLowerCase(Locale.ROOT) + ": " + text(message))
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        if (message instanceof UserMessage user) {
            return user.contents().stream().map(Translation::text).collect(Collectors.joining());
        }
        if (message instanceof ToolExecutionResultMessage result) {
            return Objects.requireNonNullElse(orNull(result.text()), "");
        }
        return message instanceof AiMessage answer ? text(answer) : "";
    }

    private static String text(AiMessage message) {
        String text = Objects.requireNonNullElse(orNull(message.text()), "");
        return text.isEmpty() && message.hasToolExecutionRequests()
                ? message.toolExecutionRequests().stream()
                        .map(request -> request.name() + " " + request.arguments())
                        .collect(Collectors.joining("\n"))
                : text;
    }

    private static String text(Content content) {
        return content instanceof TextContent text ? text.text() : "";
    }

    private static @Nullable TokenUsage usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
        if (usage == null) {
            return null;
        }
        Integer read = orNull(usage.inputTokenCount());
        Integer written = orNull(usage.outputTokenCount());
        return read == null && written == null
                ? null
                : TokenUsage.of(read == null ? 0 : read, written == null ? 0 : written);
    }

    private static <T> @Nullable T orNull(@Nullable T value) {
        return value;
    }
}

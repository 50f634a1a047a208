package dev.sluice.openrouter.chat;

import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.CompletionPrompt;
import dev.sluice.openrouter.completion.CompletionLog;
import dev.sluice.openrouter.completion.LoggedAnswers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the log shows of a chat. */
final class ChatLog {

    private ChatLog() {}

    static CompletionPrompt prompt(ChatRequest request) {
        CompletionPrompt prompt =
                CompletionPrompt.of(CompletionLog.model(request.model(), request.models()), text(request.messages()));
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
        return LoggedAnswers.of(completion.text(), completion.toolCalls(), completion.usage())
                .served(
                        completion.model(),
                        completion.finishReason().map(FinishReason::word).orElse(null));
    }
}

package dev.sluice.openrouter.responses;

import dev.sluice.logging.llm.CompletionAnswer;
import dev.sluice.logging.llm.CompletionPrompt;
import dev.sluice.openrouter.completion.CompletionLog;
import dev.sluice.openrouter.completion.LoggedAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the log shows of a response. */
final class ResponseLog {

    private static final Set<String> UNDER_WAY = Set.of("queued", "in_progress");

    private ResponseLog() {}

    static CompletionPrompt prompt(ResponseRequest request) {
        CompletionPrompt prompt = CompletionPrompt.of(
                CompletionLog.model(request.model(), request.models()), text(request.instructions(), request.input()));
        if (request.temperature() != null) {
            prompt = prompt.temperature(request.temperature().doubleValue());
        }
        return request.maxOutputTokens() == null ? prompt : prompt.maxTokens(request.maxOutputTokens());
    }

    /** One text is itself; of several each is led by its role, or by its type where it has none. */
    private static String text(@Nullable String instructions, @Nullable JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (instructions != null) {
            texts.add("instructions: " + instructions);
        }
        if (input == null || !input.isArray()) {
            String said = input == null ? "" : input.asString("");
            return texts.isEmpty() ? said : texts.get(0) + "\n\nuser: " + said;
        }
        if (texts.isEmpty() && input.size() == 1) {
            return said(input.path(0));
        }
        input.forEach(
                item -> texts.add(item.path("role").asString(item.path("type").asString("?")) + ": " + said(item)));
        return String.join("\n\n", texts);
    }

    /** The text of a message, the result of a call, the arguments of one. */
    private static String said(JsonNode item) {
        for (String field : new String[] {"content", "output", "arguments"}) {
            JsonNode value = item.path(field);
            if (value.isString()) {
                return value.stringValue();
            }
            if (value.isArray()) {
                return value.valueStream()
                        .map(part -> part.path("text").asString(""))
                        .collect(Collectors.joining());
            }
        }
        return "";
    }

    /** A whole answer. */
    static CompletionAnswer answer(Response response) {
        return answer(response.answerText(), response.functionCalls(), response);
    }

    /** Also of an answer that broke off. */
    static CompletionAnswer answer(ResponseSoFar soFar) {
        Response last = soFar.response();
        return last == null || end(last) == null
                ? answer(soFar.text(), soFar.calls(), last)
                : answer(
                        last.answerText().isEmpty() ? soFar.text() : last.answerText(),
                        last.functionCalls().isEmpty() ? soFar.calls() : last.functionCalls(),
                        last);
    }

    private static CompletionAnswer answer(String text, List<ResponseItem> calls, @Nullable Response response) {
        ResponseUsage usage = response == null ? null : response.usage();
        return LoggedAnswers.of(text, calls, usage == null ? null : usage.asOfChats())
                .served(response == null ? null : response.model(), response == null ? null : end(response));
    }

    /** Why it ended: the status, or of an incomplete one the reason; null while it has not. */
    private static @Nullable String end(Response response) {
        String status = response.status();
        if (status == null || UNDER_WAY.contains(status)) {
            return null;
        }
        Response.IncompleteDetails details = response.incompleteDetails();
        return details == null || details.reason() == null ? status : details.reason();
    }
}

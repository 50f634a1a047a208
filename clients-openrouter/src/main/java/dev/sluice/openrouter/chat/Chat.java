package dev.sluice.openrouter.chat;

import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.completion.CompletionLog;
import dev.sluice.openrouter.internal.OpenRouterApis;
import org.jspecify.annotations.Nullable;

/** Chat completions. Thread-safe; what a bot calls is {@code OpenRouterClient}. */
public final class Chat {

    private final ChatApi api;
    private final @Nullable CompletionLog<ChatRequest, ChatCompletion> log;

    /** For {@code OpenRouterModule}. */
    public Chat(OpenRouterApis apis) {
        this(
                apis.make(apis.define(ChatApi.class)
                        .mapper(ChatJson.mapper())
                        .customizer(call -> ChatCosts.plan(apis.modelCalls(), call))
                        .settler(apis.modelCalls().completions(ChatCosts::used))
                        .events(ChatChunk.class, () -> new ChatEventDecoder(apis.time()))),
                null);
    }

    private Chat(ChatApi api, @Nullable CompletionLog<ChatRequest, ChatCompletion> log) {
        this.api = api;
        this.log = log;
    }

    /** The same, logged: see {@code OpenRouterClient.logged}. */
    public Chat logged(LlmCompletionLogger logger) {
        return new Chat(api, new CompletionLog<>(logger, ChatLog::prompt, ChatLog::answer));
    }

    /**
     * A whole answer.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public ChatCompletion complete(ChatRequest request) {
        ChatRequest whole = request.streamed(null);
        return log == null ? api.chat(whole) : log.whole(whole, () -> api.chat(whole));
    }

    /**
     * An answer piece by piece.
     *
     * @throws dev.sluice.client.error.ClientException if there is no first piece
     */
    public ChatStream stream(ChatRequest request) {
        ChatRequest streamed = request.streamed(true);
        return log == null
                ? new ChatStream(api.stream(streamed), null)
                : log.stream(streamed, completion -> new ChatStream(api.stream(streamed), completion));
    }
}

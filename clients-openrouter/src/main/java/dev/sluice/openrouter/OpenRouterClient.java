package dev.sluice.openrouter;

import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.chat.Chat;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;

/**
 * Chat with any model of OpenRouter. Thread-safe; from {@code sluice.client(OpenRouterClient.class)}.
 *
 * <p>Both calls block, wait for the limits of the account (of its free models, for ids ending in {@code :free}), and
 * are repeated on transient failures within the retry budget, also when OpenRouter hides them in HTTP 200. They throw
 * {@link dev.sluice.client.error.ClientException}s; the effective status decides which.
 */
public final class OpenRouterClient {

    private final Chat chat;

    OpenRouterClient(Chat chat) {
        this.chat = chat;
    }

    /**
     * The same client, whose completions are logged: request and answer, tokens, cost and time, of whole answers and of streams, of those that fail and that
     * break off, too. All lines of a completion, those of its call included, have one request id ({@link ChatStream#requestId()}).
     */
    public OpenRouterClient logged(LlmCompletionLogger logger) {
        return new OpenRouterClient(chat.logged(logger));
    }

    /**
     * Asks for a whole answer. OpenRouter goes on and bills even if the caller gives up waiting.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public ChatCompletion chat(ChatRequest request) {
        return chat.complete(request);
    }

    /**
     * Asks for an answer piece by piece; returns after the first one. Never repeated once a piece was delivered.
     *
     * @return the pieces; close it, it holds a permit and a connection until then or its end
     * @throws dev.sluice.client.error.ClientException if there is no first piece
     */
    public ChatStream chatStream(ChatRequest request) {
        return chat.stream(request);
    }
}

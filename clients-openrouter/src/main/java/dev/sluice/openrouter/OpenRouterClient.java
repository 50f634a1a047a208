package dev.sluice.openrouter;

/**
 * Chat with any model of OpenRouter. Thread-safe; from {@code sluice.client(OpenRouterClient.class)}.
 *
 * <p>Both calls block, wait for the limits of the account (of its free models, for ids ending in {@code :free}), and
 * are repeated on transient failures within the retry budget, also when OpenRouter hides them in HTTP 200. They throw
 * {@link dev.sluice.client.error.ClientException}s; the effective status decides which.
 */
public final class OpenRouterClient {

    private final ChatApi api;

    OpenRouterClient(ChatApi api) {
        this.api = api;
    }

    /**
     * Asks for a whole answer. OpenRouter goes on and bills even if the caller gives up waiting.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public ChatCompletion chat(ChatRequest request) {
        return api.chat(request.streamed(null));
    }

    /**
     * Asks for an answer piece by piece; returns after the first one. Never repeated once a piece was delivered.
     *
     * @return the pieces; close it, it holds a permit and a connection until then or its end
     * @throws dev.sluice.client.error.ClientException if there is no first piece
     */
    public ChatStream chatStream(ChatRequest request) {
        return new ChatStream(api.stream(request.streamed(true)));
    }
}

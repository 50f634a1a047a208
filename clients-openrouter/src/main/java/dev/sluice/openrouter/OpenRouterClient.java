package dev.sluice.openrouter;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.account.AccountInfo;
import dev.sluice.openrouter.chat.Chat;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.embeddings.Embeddings;
import dev.sluice.openrouter.images.Images;
import dev.sluice.openrouter.models.Models;
import dev.sluice.openrouter.responses.Responses;
import dev.sluice.openrouter.structured.StructuredChat;
import dev.sluice.openrouter.tools.ToolLoop;
import dev.sluice.openrouter.tools.ToolSet;

/**
 * Chat with any model of OpenRouter, and what else its API does. Thread-safe; from {@code sluice.client(OpenRouterClient.class)}.
 *
 * <p>Both calls block, wait for the limits of the account (of its free models, for ids ending in {@code :free}), and
 * are repeated on transient failures within the retry budget, also when OpenRouter hides them in HTTP 200. They throw
 * {@link dev.sluice.client.error.ClientException}s; the effective status decides which.
 */
public final class OpenRouterClient {

    private final Chat chat;
    private final Rooms rooms;

    private final TimeSource time;

    OpenRouterClient(Chat chat, Rooms rooms, TimeSource time) {
        this.chat = chat;
        this.time = time;
        this.rooms = rooms;
    }

    /**
     * The same client, whose completions are logged, chats and responses: request and answer, tokens, cost and time, the model that served it and why it
     * ended, of whole answers and of streams, of those that fail and that break off, too. All lines of a completion, those of its call included, have one
     * request id ({@link ChatStream#requestId()}). Not logged are embeddings, reranking and images: they are no completions.
     */
    public OpenRouterClient logged(LlmCompletionLogger logger) {
        return new OpenRouterClient(chat.logged(logger), rooms.logged(logger), time);
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

    /**
     * Asks for an answer that is a record: {@code ask(request, Decision.class)}. One that is unusable is repaired once. For many questions, or to
     * know what they cost, keep a {@link #structured}.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer; {@link dev.sluice.client.error.DecodingException} if it is unusable
     *     after the repair
     * @throws IllegalArgumentException if the class is no record, or one of its types has no schema
     */
    public <T> T ask(ChatRequest request, Class<T> record) {
        return structured(record).ask(request).value();
    }

    /**
     * Asks for answers that are such records, and tells what they cost.
     *
     * @throws IllegalArgumentException if the class is no record, or one of its types has no schema
     */
    public <T> StructuredChat<T> structured(Class<T> record) {
        return new StructuredChat<>(chat::complete, time, record);
    }

    /** Asks models that may call these tools, and runs them; {@link ToolLoop#onPiece} streams what they say. */
    public ToolLoop toolLoop(ToolSet tools) {
        return new ToolLoop(chat::complete, chat::stream, time, tools);
    }

    /** Models, where they run, what they cost; providers. */
    public Models models() {
        return rooms.models;
    }

    /** The key, the credits, and what OpenRouter noted about answers. */
    public AccountInfo account() {
        return rooms.account;
    }

    /** Embeddings and reranking. */
    public Embeddings embeddings() {
        return rooms.embeddings;
    }

    /** Images by description. */
    public Images images() {
        return rooms.images;
    }

    /** The Responses API, the other shape of chats. */
    public Responses responses() {
        return rooms.responses;
    }

    /** What is not chat. */
    record Rooms(Models models, AccountInfo account, Embeddings embeddings, Images images, Responses responses) {

        Rooms logged(LlmCompletionLogger logger) {
            return new Rooms(models, account, embeddings, images, responses.logged(logger));
        }
    }
}

package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import feign.Headers;
import feign.RequestLine;

/** The chat endpoint, asked for a whole answer or for a stream. No idempotency key exists: a repeat is billed again. */
@Headers("Content-Type: application/json")
interface ChatApi {

    @Operation(name = "chat", retry = RetryClass.BILLED)
    @RequestLine("POST /chat/completions")
    @Headers("Accept: application/json")
    ChatCompletion chat(ChatRequest request);

    @Operation(name = "chat-stream", retry = RetryClass.BILLED)
    @RequestLine("POST /chat/completions")
    @Headers("Accept: text/event-stream")
    EventStream<ChatChunk> stream(ChatRequest request);
}

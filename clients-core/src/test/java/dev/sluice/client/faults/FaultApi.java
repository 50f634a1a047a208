package dev.sluice.client.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import feign.RequestLine;

/** Each retry class once with a value and once with a stream. */
interface FaultApi {
    @Operation(name = "read", retry = RetryClass.SAFE)
    @RequestLine("GET /read?token=planted-in-query")
    Thing read();

    @Operation(name = "ask", retry = RetryClass.BILLED)
    @RequestLine("POST /ask")
    Thing ask(Question question);

    @Operation(name = "order", retry = RetryClass.EFFECT)
    @RequestLine("POST /order")
    Thing order(Question question);

    @Operation(name = "watch", retry = RetryClass.SAFE)
    @RequestLine("GET /stream/watch?token=planted-in-query")
    EventStream<Chunk> watch();

    @Operation(name = "chat", retry = RetryClass.BILLED)
    @RequestLine("POST /stream/chat")
    EventStream<Chunk> chat(Question question);

    @Operation(name = "run", retry = RetryClass.EFFECT)
    @RequestLine("POST /stream/run")
    EventStream<Chunk> run(Question question);

    /** @param kind an open set, as the provider modules have them */
    record Thing(String name, Word kind) {}

    record Word(@JsonValue String text) {
        @JsonCreator
        static Word of(String text) {
            return new Word(text);
        }
    }

    record Question(String question) {}

    record Chunk(String text) {}
}

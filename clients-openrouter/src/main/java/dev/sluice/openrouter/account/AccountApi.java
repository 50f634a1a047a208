package dev.sluice.openrouter.account;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.openrouter.internal.Data;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.Optional;

/** What an account has and has used. */
interface AccountApi {

    @Operation(name = "key", retry = RetryClass.SAFE)
    @RequestLine("GET /key")
    Data<ApiKey> key();

    @Operation(name = "credits", retry = RetryClass.SAFE)
    @RequestLine("GET /credits")
    Data<Credits> credits();

    @Operation(name = "generation", retry = RetryClass.SAFE)
    @RequestLine("GET /generation?id={id}")
    Optional<Data<Generation>> generation(@Param("id") String id);

    @Operation(name = "generation-content", retry = RetryClass.SAFE)
    @RequestLine("GET /generation/content?id={id}")
    Optional<Data<GenerationContent>> content(@Param("id") String id);

    @Operation(name = "generation-feedback", retry = RetryClass.EFFECT)
    @RequestLine("POST /generation/feedback")
    @Headers("Content-Type: application/json")
    Data<Noted> feedback(Feedback feedback);

    /** Whether a feedback was taken. */
    record Noted(boolean success) {}
}

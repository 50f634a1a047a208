package dev.sluice.openrouter.responses;

import dev.sluice.client.spi.CallSpec;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.completion.CompletionLog;
import dev.sluice.openrouter.internal.ModelCalls;
import dev.sluice.openrouter.internal.OpenRouterApis;
import dev.sluice.openrouter.internal.Used;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Responses API. Thread-safe; from {@code OpenRouterClient.responses()}. Stateless: a conversation is sent whole each time. Repeated on
 * transient failures, and billed each time; never once a piece of a stream was delivered.
 */
public final class Responses {

    private static final int CHARS_PER_TOKEN = 3;

    /** For an answer whose length is not bounded. */
    private static final int UNBOUNDED_ANSWER = 1_000;

    private final ResponsesApi api;
    private final @Nullable CompletionLog<ResponseRequest, Response> log;

    /** For {@code OpenRouterModule}. */
    public Responses(OpenRouterApis apis) {
        this(
                apis.make(apis.define(ResponsesApi.class)
                        .customizer(call -> plan(apis.modelCalls(), call))
                        .settler(apis.modelCalls().completions(Responses::used))
                        .events(ResponseEvent.class, () -> new ResponseEventDecoder(apis.time()))),
                null);
    }

    private Responses(ResponsesApi api, @Nullable CompletionLog<ResponseRequest, Response> log) {
        this.api = api;
        this.log = log;
    }

    private static void plan(ModelCalls calls, CallSpec call) {
        call.argument(ResponseRequest.class).ifPresent(request -> {
            Integer bound = request.maxOutputTokens();
            long answer = bound == null || bound < 0 ? UNBOUNDED_ANSWER : bound;
            calls.plan(call, request.model(), chars(request.input()) / CHARS_PER_TOKEN, answer);
        });
    }

    private static long chars(@Nullable JsonNode input) {
        if (input == null) {
            return 0;
        }
        if (input.isContainer()) {
            return input.path("text").asString("").length()
                    + (input.path("content").isString() ? chars(input.path("content")) : 0)
                    + input.valueStream()
                            .filter(JsonNode::isContainer)
                            .mapToLong(Responses::chars)
                            .sum();
        }
        return input.asString("").length();
    }

    private static @Nullable Used used(Object answer) {
        Response response = null;
        if (answer instanceof Response whole) {
            response = whole;
        } else if (answer instanceof ResponseEvent event) {
            response = event.response();
        }
        if (response == null) {
            return null;
        }
        ResponseUsage usage = response.usage();
        return usage == null
                ? Used.unknown(response.id())
                : new Used(response.id(), usage.totalTokens(), usage.totalCost());
    }

    /** The same, logged: see {@code OpenRouterClient.logged}. */
    public Responses logged(LlmCompletionLogger logger) {
        return new Responses(api, new CompletionLog<>(logger, ResponseLog::prompt, ResponseLog::answer));
    }

    /**
     * Asks for a whole response.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public Response create(ResponseRequest request) {
        ResponseRequest whole = request.streamed(null);
        return log == null ? api.create(whole) : log.whole(whole, () -> api.create(whole));
    }

    /**
     * Asks for a response piece by piece; returns after the first event.
     *
     * @return the events; close it, it holds a permit and a connection until then or its end
     * @throws dev.sluice.client.error.ClientException if there is no first event
     */
    public ResponseStream stream(ResponseRequest request) {
        ResponseRequest streamed = request.streamed(true);
        return log == null
                ? new ResponseStream(api.stream(streamed), null)
                : log.stream(streamed, completion -> new ResponseStream(api.stream(streamed), completion));
    }
}

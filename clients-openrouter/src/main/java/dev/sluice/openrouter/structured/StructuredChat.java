package dev.sluice.openrouter.structured;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.CallOptions;
import dev.sluice.client.CallResult;
import dev.sluice.client.OverallDeadline;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.redaction.Redactor;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatRequestBuilder;
import dev.sluice.openrouter.chat.FinishReason;
import dev.sluice.openrouter.chat.ResponseFormat;
import dev.sluice.openrouter.chat.ResponseFormat.JsonSchema;
import dev.sluice.openrouter.chat.TotalUsage;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks for answers that are records: the record's schema is sent as {@code response_format}, in strict mode where the schema allows it, and
 * the answer is checked against it. An answer that does not follow it goes back to the model once, with what is wrong. Thread-safe; from
 * {@code OpenRouterClient}.
 *
 * @param <T> the record's type
 */
public final class StructuredChat<T> {
    private static final int SHOWN_CHARS = 2_000;
    private static final int NAME_CHARS = 64;

    private final Function<ChatRequest, ChatCompletion> chat;
    private final TimeSource time;
    private final ObjectSchema<T> schema;
    private final ResponseFormat format;

    /**
     * For {@code OpenRouterClient}, and for who puts something of his own in front of it.
     *
     * @param chat asks for a whole answer
     * @throws IllegalArgumentException as {@link ObjectSchema#of}
     */
    public StructuredChat(Function<ChatRequest, ChatCompletion> chat, TimeSource time, Class<T> record) {
        this.chat = chat;
        this.time = time;
        this.schema = ObjectSchema.of(record);
        this.format = format(schema);
    }

    /**
     * Asks, and asks once more if the answer is unusable. A deadline of {@link CallOptions} is for both together. An answer that was refused, or
     * cut by its token limit, is not asked for again: the next would be, too.
     *
     * @param request the question; its response format is replaced
     * @throws dev.sluice.client.error.ClientException if there is no answer
     * @throws DecodingException if the answer is unusable all the same; {@code body()} has its text, redacted and bounded
     */
    public StructuredAnswer<T> ask(ChatRequest request) {
        OverallDeadline deadline = OverallDeadline.begin(time);
        ChatRequest question = request.toBuilder().responseFormat(format).build();
        CallResult<ChatCompletion> first = call(deadline, question);
        TotalUsage usage = TotalUsage.NONE.plus(first.value());
        try {
            return new StructuredAnswer<>(read(first), first.value(), usage);
        } catch (SchemaMismatchException wrong) {
            CallResult<ChatCompletion> second = call(deadline, repair(question, first.value(), wrong));
            return new StructuredAnswer<>(readRepaired(second), second.value(), usage.plus(second.value()));
        }
    }

    private CallResult<ChatCompletion> call(OverallDeadline deadline, ChatRequest request) {
        return deadline.call(() -> CallOptions.none().answer(() -> chat.apply(request)));
    }

    private static ChatRequest repair(ChatRequest question, ChatCompletion answer, SchemaMismatchException wrong) {
        ChatRequestBuilder repair = question.toBuilder();
        answer.message().filter(said -> !said.text().isEmpty()).ifPresent(repair::message);
        return repair.user("That answer cannot be used. " + wrong.getMessage()
                        + ". Answer again with the whole JSON object that the schema describes, and nothing else.")
                .build();
    }

    private T read(CallResult<ChatCompletion> answered) {
        ChatCompletion answer = answered.value();
        if (answer.message()
                .map(ChatMessage::refusal)
                .filter(text -> !text.isBlank())
                .isPresent()) {
            throw failure(answered, "the model refused (expected: a JSON object)");
        }
        if (answer.finishReason().filter(FinishReason.LENGTH::equals).isPresent()) {
            throw failure(answered, "cut by the token limit (expected: a whole JSON object; raise max_tokens)");
        }
        if (!answer.toolCalls().isEmpty()) {
            throw failure(
                    answered, "calls of tools (expected: a JSON object; let the tools run first, in a tool loop)");
        }
        return schema.read(answer.text());
    }

    private T readRepaired(CallResult<ChatCompletion> answered) {
        try {
            return read(answered);
        } catch (SchemaMismatchException again) {
            throw failure(answered, "unusable after a repair: " + again.getMessage());
        }
    }

    private static DecodingException failure(CallResult<ChatCompletion> answered, String fact) {
        CallMetadata call = answered.metadata();
        return new DecodingException(
                new FailedCall(call.provider(), call.operation(), call.requestId(), call.attempts()),
                new FailedResponse(
                        call.status(),
                        call.status(),
                        null,
                        null,
                        call.providerRequestId(),
                        null,
                        shown(answered.value())),
                fact,
                Repeatability.FINAL);
    }

    /** A text that is no JSON at all is shown as text: as a body it would be a length and a hash. */
    private static String shown(ChatCompletion answer) {
        String text = answer.text().strip();
        return text.startsWith("{") || text.startsWith("[")
                ? Redactor.standard().body(text, "application/json", SHOWN_CHARS)
                : Redactor.standard().preview(text, SHOWN_CHARS);
    }

    /** In strict mode only where the schema keeps its rules: providers refuse the request otherwise. */
    private static ResponseFormat format(ObjectSchema<?> schema) {
        String name = schema.name().replaceAll("[^A-Za-z0-9_-]", "_");
        JsonSchema named = new JsonSchema(
                name.substring(0, Math.min(name.length(), NAME_CHARS)),
                null,
                schema.isStrict(),
                schema.schema(),
                Map.of());
        return new ResponseFormat("json_schema", named, null, Map.of());
    }
}

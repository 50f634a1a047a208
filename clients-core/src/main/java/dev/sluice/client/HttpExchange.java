package dev.sluice.client;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.ResponseHead;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The innermost exchange: sends, reads, asks the provider's classifier what the answer means, and decodes it. */
final class HttpExchange implements Exchange {
    private static final String EVENT_STREAM = "text/event-stream";
    private static final byte[] NOTHING = new byte[0];

    private final ApiDefinition<?> api;
    private final HttpConfig config;
    private final Transport transport;
    private final Feedback feedback;
    private final Failures failures;
    private final ValueDecoder decoder;

    HttpExchange(ApiDefinition<?> api, HttpConfig config, Transport transport, Feedback feedback, Failures failures) {
        this.api = api;
        this.config = config;
        this.transport = transport;
        this.feedback = feedback;
        this.failures = failures;
        this.decoder = new ValueDecoder(api.mapper());
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        Answer answer = transport.send(call, request);
        ResponseHead head = answer.head();
        call.arrived(head);
        call.arrives(answer.wire());
        if (answer.isSuccess() && head.mediaType().equals(EVENT_STREAM)) {
            Class<?> eventType = call.operation().eventType();
            if (eventType != null) {
                return open(call, answer, eventType);
            }
            if (call.operation().returnType() instanceof Class<?> type
                    && api.eventDecoder(type).isPresent()) {
                return streamedAnswer(call, answer, type);
            }
        }
        try (answer) {
            return understood(call, head, read(call, answer));
        } finally {
            call.onCancel(null);
        }
    }

    private byte[] read(Call call, Answer answer) {
        try {
            byte[] body = answer.isSuccess() ? whole(call, answer) : beginning(call, answer);
            if (CallLog.showsBodies()) {
                call.keep(body);
            }
            return body;
        } catch (IOException broken) {
            throw failures.broken(call, answer, broken);
        }
    }

    private byte[] whole(Call call, Answer answer) throws IOException {
        readable(call, answer);
        // a HEAD is answered with the length that a body would have (RFC 9110, 9.3.2)
        long announced = call.operation().method().equals("HEAD") ? 0 : answer.announcedBytes();
        byte[] body = new BodyReader(config.maxBodyBytes()).whole(answer, announced);
        if (body == null) {
            throw tooLarge(call, answer.head());
        }
        return body;
    }

    private byte[] beginning(Call call, Answer answer) throws IOException {
        return answer.encoding() == ContentEncoding.UNKNOWN
                ? new byte[0]
                : BodyReader.beginning(call, answer, config.maxBodyBytes());
    }

    private @Nullable Object understood(Call call, ResponseHead head, byte[] body) {
        Classification meaning = classify(call, head, body);
        call.answered(meaning.effectiveStatus(), meaning.providerRequestId().orElse(null));
        call.refusedOnPurpose(meaning.isRefusedOnPurpose());
        feedback.tell(call, meaning);
        if (isAbsence(meaning) && ValueDecoder.isOptional(call.operation().returnType())) {
            return Optional.empty();
        }
        if (!meaning.isSuccess()) {
            throw failures.response(call, head, meaning, body);
        }
        if (call.operation().isStream()) {
            throw failures.decoding(call, head, body, "no event stream (expected: " + EVENT_STREAM + ")");
        }
        try {
            return decoder.decode(call.operation().returnType(), head, body);
        } catch (UnreadableBodyException unreadable) {
            throw failures.decoding(call, head, body, String.valueOf(unreadable.getMessage()));
        }
    }

    private Classification classify(Call call, ResponseHead head, byte[] body) {
        try {
            return api.classifier().classify(head, body);
        } catch (Exception defect) {
            DecodingException failure = failures.decoding(
                    call,
                    head,
                    body,
                    "classifier failed with " + defect.getClass().getSimpleName());
            failure.addSuppressed(Causes.redacted(defect));
            throw failure;
        }
    }

    private <E> LiveStream<E> open(Call call, Answer answer, Class<E> eventType) {
        LiveStream<E> opened = null;
        try {
            LiveStream<E> stream = stream(call, answer, eventType);
            stream.awaitFirst();
            opened = stream;
            return stream;
        } finally {
            if (opened == null) {
                answer.close();
                call.onCancel(null);
            }
        }
    }

    /** What the head of a successful stream says besides; whether the stream becomes a failure, its events will tell. */
    private void heard(Call call, ResponseHead head) {
        Classification meaning = classify(call, head, NOTHING);
        call.answered(head.status(), meaning.providerRequestId().orElse(null));
        if (meaning.isSuccess()) {
            feedback.tell(call, meaning);
        }
    }

    /** A whole answer that came as a stream, though none was asked for: under the call's deadline to its end, as any whole answer. */
    private <E> E streamedAnswer(Call call, Answer answer, Class<E> type) {
        ResponseHead head = answer.head();
        try (answer) {
            E last = stream(call, answer, type).readLast();
            if (last == null) {
                throw failures.decoding(call, head, NOTHING, "nothing inside (expected: an event with the answer)");
            }
            return last;
        } finally {
            call.onCancel(null);
        }
    }

    private <E> LiveStream<E> stream(Call call, Answer answer, Class<E> eventType) {
        readable(call, answer);
        heard(call, answer.head());
        SseReader events = new SseReader(answer.body(), config.maxBodyBytes());
        return new LiveStream<>(
                call, answer, events, api.eventDecoder(eventType).orElseThrow(), failures, feedback);
    }

    private DecodingException tooLarge(Call call, ResponseHead head) {
        return failures.decoding(
                call, head, new byte[0], "body too large (expected: at most " + config.maxBodyBytes() + " bytes)");
    }

    private static boolean isAbsence(Classification meaning) {
        return meaning.effectiveStatus() == 404 || meaning.effectiveStatus() == 410;
    }

    private void readable(Call call, Answer answer) {
        if (answer.encoding() == ContentEncoding.UNKNOWN) {
            throw failures.decoding(
                    call, answer.head(), new byte[0], "content encoding unknown (expected: gzip, or none)");
        }
    }
}

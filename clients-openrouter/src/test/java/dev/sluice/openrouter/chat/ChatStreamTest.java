package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.CallOutcome;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The streamed call, through the whole pipeline. */
class ChatStreamTest {

    private static final ChatRequest HELLO = ChatRequest.to("a/b").user("hello").build();
    private static final String COMMENT = ": OPENROUTER PROCESSING";
    private static final String USAGE = "data: {\"choices\":[],\"usage\":{\"total_tokens\":7,\"cost\":0.002}}";
    private static final String DONE = "data: [DONE]";

    private final Wire wire = new Wire(2);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void stream_piecesCommentsAndUsage_addUpToTheCompletion() {
        wire.answers(Answers.stream(
                COMMENT, Answers.piece("Hel"), COMMENT, Answers.piece("lo"), Answers.finish("stop"), USAGE, DONE));

        List<String> pieces = new ArrayList<>();
        ChatCompletion whole;
        try (ChatStream stream = wire.client.chatStream(HELLO)) {
            stream.forEach(chunk -> pieces.add(chunk.text()));
            whole = stream.soFar();
        }

        assertThat(pieces).containsExactly("Hel", "lo", "", "");
        assertThat(whole.text()).isEqualTo("Hello");
        assertThat(whole.finishReason()).contains(FinishReason.STOP);
        assertThat(Objects.requireNonNull(whole.usage()).totalCost()).contains(new BigDecimal("0.002"));
        assertThat(wire.requestBody().path("stream").booleanValue()).isTrue();
        assertThat(wire.request().getHeader("Accept")).isEqualTo("text/event-stream");
        assertThat(wire.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
    }

    @Test
    void toCompletion_readsTheRest() {
        wire.answers(Answers.stream(Answers.piece("a"), Answers.piece("b"), Answers.finish("length"), DONE));

        try (ChatStream stream = wire.client.chatStream(HELLO)) {
            stream.iterator().next();
            assertThat(stream.toCompletion().text()).isEqualTo("ab");
            assertThat(stream.soFar().finishReason()).contains(FinishReason.LENGTH);
            assertThat(stream.requestId()).isNotEmpty();
        }
    }

    @Test
    void stream_endAfterFinishReasonWithoutDone_isWhole() {
        wire.answers(Answers.stream(Answers.piece("a"), Answers.finish("stop")));

        assertThat(wire.client.chatStream(HELLO).toCompletion().text()).isEqualTo("a");
    }

    @Test
    void stream_endWithoutFinishReason_isTruncatedAndKeepsThePartialText() {
        wire.answers(Answers.stream(Answers.piece("par"), Answers.piece("tial")));

        try (ChatStream stream = wire.client.chatStream(HELLO)) {
            TruncatedStreamException e = catchThrowableOfType(TruncatedStreamException.class, stream::toCompletion);

            assertThat(e.deliveredEvents()).isEqualTo(2);
            assertThat(stream.soFar().text()).isEqualTo("partial");
            assertThat(stream.soFar().finishReason()).isEmpty();
        }
        assertThat(wire.requests()).hasSize(1);
        assertThat(wire.call().outcome()).isEqualTo(CallOutcome.TRANSPORT_FAILURE);
    }

    @Test
    void stream_errorAfterAFinishReason_isThrownWithTheStatusItMeansAndNotRetried() {
        wire.answers(Answers.stream(
                Answers.piece("text"),
                Answers.finish("length"),
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":null}],\"usage\":{},"
                        + "\"error\":{\"code\":400,\"message\":\"Token limit reached\"}}",
                DONE));

        try (ChatStream stream = wire.client.chatStream(HELLO)) {
            InvalidRequestException e = catchThrowableOfType(InvalidRequestException.class, stream::toCompletion);

            assertThat(e.status()).isEqualTo(400);
            assertThat(e.providerMessage()).contains("Token limit reached");
            assertThat(stream.soFar().text()).isEqualTo("text");
            assertThat(stream.soFar().finishReason()).contains(FinishReason.LENGTH);
        }
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void stream_errorInTheMidst_isNotRetriedOnceTextWasDelivered() {
        wire.answers(Answers.stream(Answers.piece("text"), "data: {\"error\":{\"code\":502,\"message\":\"gone\"}}"));

        try (ChatStream stream = wire.client.chatStream(HELLO)) {
            Iterator<ChatChunk> chunks = stream.iterator();
            assertThat(chunks.next().text()).isEqualTo("text");
            assertThatThrownBy(chunks::hasNext).isInstanceOf(ServerErrorException.class);
        }
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void stream_errorAsItsFirstEvent_isRetried() {
        wire.answers(
                Answers.stream(COMMENT, "data: {\"error\":{\"code\":502,\"message\":\"gone\"}}"),
                Answers.stream(Answers.piece("text"), Answers.finish("stop"), DONE));

        assertThat(wire.client.chatStream(HELLO).toCompletion().text()).isEqualTo("text");
        assertThat(wire.requests()).hasSize(2);
    }

    @Test
    void stream_answeredWithAJsonErrorInside200_isThatError() {
        wire.answers(Answers.json(
                200,
                Answers.KEEP_ALIVE
                        + "{\"error\":{\"code\":429,\"message\":\"m\",\"metadata\":{\"provider_name\":\"Google\"}}}"));

        RateLimitedException e = catchThrowableOfType(RateLimitedException.class, () -> wire.client.chatStream(HELLO));

        assertThat(e.status()).isEqualTo(429);
        assertThat(e.response().httpStatus()).isEqualTo(200);
        assertThat(e.attempts()).isEqualTo(2);
    }

    @Test
    void close_early_endsTheCall() {
        wire.answers(Answers.stream(Answers.piece("a"), Answers.piece("b"), Answers.finish("stop"), DONE));

        try (ChatStream stream = wire.client.chatStream(HELLO)) {
            stream.iterator().next();
        }

        assertThat(wire.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
    }
}

package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.FindSimilarRequest;
import dev.sluice.exa.search.SearchRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a caller or Exa should not do, and what comes of it. */
class OddCallsTest {
    private static final String DONE = "{\"researchId\":\"r_1\",\"status\":\"completed\"}";
    private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();
    private static final JsonNode ONE = ExaJson.MAPPER.readTree("1");

    private final ExaServer exa = new ExaServer();

    @AfterEach
    void stop() {
        exa.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void idsThatWouldBeAnotherPath_areRefused_andNothingIsSent(String id) {
        exa.answers(200, "{}");
        AgentClient agent = exa.client().agent();
        ResearchClient research = exa.client().research();

        List<ThrowingCallable> calls = List.of(
                () -> agent.get(id),
                () -> agent.delete(id),
                () -> agent.cancel(id),
                () -> agent.stop(id),
                () -> agent.await(id, Duration.ZERO),
                () -> agent.events(id),
                () -> agent.follow(id, null),
                () -> research.get(id),
                () -> research.getWithEvents(id),
                () -> research.events(id),
                () -> research.await(id, Duration.ZERO));

        assertThat(calls)
                .allSatisfy(call ->
                        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith("id: "));
        assertThat(exa.requests()).isEmpty();
    }

    @Test
    void taskWithoutId_isADecodingFailure_thatSaysWhatWasAnswered() {
        exa.answers(201, "{\"status\":\"pending\"}");

        DecodingException thrown = catchThrowableOfType(
                DecodingException.class,
                () -> exa.client().research().run(ResearchRequest.of("ants"), Duration.ofMinutes(1)));

        assertThat(thrown).hasMessageContaining("research-create").hasMessageContaining("researchId");
        assertThat(thrown.isRetryable()).isFalse();
        assertThat(exa.requests()).hasSize(1);
        assertThat(exa.leasesHeld("research-tasks")).isZero();
    }

    @Test
    void waitingForEver_isNoOverflow() throws InterruptedException {
        exa.answers(201, DONE);

        assertThat(exa.client()
                        .research()
                        .run(ResearchRequest.of("ants"), FOR_EVER)
                        .isCompleted())
                .isTrue();
        assertThat(exa.client().research().await("r_1", FOR_EVER).isCompleted()).isTrue();
        assertThat(exa.client().research().await("r_1", Duration.ofSeconds(-5)).isCompleted())
                .isTrue();
    }

    static Stream<ThrowingCallable> namesTaken() {
        return Stream.of(
                () -> SearchRequest.builder("q").extra("query", ONE),
                () -> SearchRequest.builder("q").extra("stream", ONE),
                () -> FindSimilarRequest.builder("u").extra("numResults", ONE),
                () -> Contents.builder().extra("livecrawlTimeout", ONE),
                () -> AgentRunRequest.builder("q").extra("budget", ONE));
    }

    /** They would be written twice in one JSON object, and which one counts is the server's secret. */
    @ParameterizedTest
    @MethodSource("namesTaken")
    void extraFields_withANameThatIsTaken_areRefused(ThrowingCallable extra) {
        assertThatIllegalArgumentException().isThrownBy(extra).withMessageContaining("builder method");
    }

    @Test
    void extraFields_ofTomorrow_areSent() {
        assertThat(ExaJson.MAPPER.writeValueAsString(
                        SearchRequest.builder("q").extra("ofTomorrow", ONE).build()))
                .isEqualTo("{\"query\":\"q\",\"ofTomorrow\":1}");
    }

    @Test
    void listThatNamesItsCursorAgain_endsWithAnError() {
        exa.answers(200, "{\"data\":[" + DONE + "],\"hasMore\":true,\"nextCursor\":\"c\"}");

        assertThatIllegalStateException()
                .isThrownBy(() -> exa.client().research().list().stream().count())
                .withMessageContaining("a cursor came twice");
        assertThat(exa.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void listWithoutCursor_isOver(String cursor) {
        exa.answers(200, "{\"data\":[" + DONE + ",null],\"nextCursor\":" + cursor + "}");

        assertThat(exa.client().research().list())
                .extracting(ResearchTask::researchId)
                .containsExactly("r_1");
        assertThat(exa.requests()).hasSize(1);
    }

    @Test
    void betaTokens_withALineBreak_areNotSent() {
        exa.answers(200, "{}");

        assertThat(catchThrowableOfType(
                        RequestNotSentException.class,
                        () -> exa.client().withBeta("a\r\nX-Evil: 1").search("q")))
                .isNotNull();
        assertThat(exa.requests()).isEmpty();
    }

    /** In Turkish, {@code "I".toLowerCase()} is no {@code "i"}. */
    @Test
    void inTurkish_wordsAreTheSame() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            exa.answers(400, "{\"error\":\"No\",\"tag\":\"INVALID_REQUEST\"}");
            assertThat(catchThrowableOfType(
                                    InvalidRequestException.class,
                                    () -> exa.client().search("İIıi"))
                            .code())
                    .hasValue("INVALID_REQUEST");
            assertThat(exa.requests().get(0).getBodyAsString()).isEqualTo("{\"query\":\"İIıi\"}");
        } finally {
            Locale.setDefault(before);
        }
    }
}

package dev.sluice.openrouter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.error.ClientException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.responses.ResponseRequest;
import dev.sluice.openrouter.responses.ResponseStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final String NOT_YET = "{\"error\":{\"code\":404,\"message\":\"Generation not found\"}}";
    private static final String GENERATION =
            "{\"data\":{\"id\":\"gen-1\",\"total_cost\":0.0015,\"provider_responses\":[{\"status\":200}]}}";

    private final Wire wire = new Wire(3);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void awaitGeneration_notThereAtFirst_isAskedForAgain() throws Exception {
        wire.answersAt("/generation", Answers.json(404, NOT_YET), Answers.json(200, GENERATION));

        Generation generation = wire.client
                .account()
                .awaitGeneration("gen-1", Duration.ofSeconds(30))
                .orElseThrow();

        assertThat(generation.totalCost()).isEqualByComparingTo("0.0015");
        assertThat(wire.calls).hasSize(2).allMatch(call -> call.attempts() == 1);
        assertThat(wire.request().queryParameter("id").firstValue()).isEqualTo("gen-1");
    }

    @Test
    void awaitGeneration_neverThere_isEmptyAfterItsTime() throws Exception {
        wire.answersAt("/generation", Answers.json(404, NOT_YET));

        assertThat(wire.client.account().awaitGeneration("gen-1", Duration.ZERO))
                .isEmpty();
        assertThat(wire.calls).hasSize(1);
    }

    @Test
    void feedback_ofUnknownOutcome_isNotRepeated() {
        wire.answersAt("/generation/feedback", WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        ClientException thrown = catchThrowableOfType(
                ClientException.class, () -> wire.client.account().feedback(new Feedback("gen-1", "other", null)));

        assertThat(thrown.isRetryable()).isFalse();
        assertThat(wire.call().attempts()).isEqualTo(1);
    }

    @Test
    void streamThatWasGivenUp_whoseEventsHaveNoId_isRememberedByItsHead() {
        wire.answersAt(
                "/responses",
                WireMock.aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withHeader("X-Generation-Id", "gen-7")
                        .withBody("data: {\"type\":\"response.output_text.delta\",\"delta\":\"Buy\"}\n\n"));

        try (ResponseStream stream = wire.client.responses().stream(
                ResponseRequest.to("openai/gpt-4o-mini").input("?").build())) {
            assertThat(stream.iterator().next().delta()).isNotNull();
        }

        assertThat(wire.client.account().unsettled()).containsExactly("gen-7");
    }

    @Test
    void key_withoutLimit_hasNullForIt() {
        wire.answersAt(
                "/key",
                Answers.json(
                        200,
                        "{\"data\":{\"label\":\"x\",\"limit\":null,\"usage\":1e-7,\"free_model_daily_requests\":{\"remaining\":998}}}"));

        ApiKey key = wire.client.account().key();

        assertThat(key.limit()).isNull();
        assertThat(key.usage()).isEqualByComparingTo("0.0000001");
        assertThat(key.freeModelDailyRequests())
                .extracting(ApiKey.DailyRequests::remaining)
                .isEqualTo(998L);
    }
}

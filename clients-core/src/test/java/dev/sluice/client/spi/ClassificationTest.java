package dev.sluice.client.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means, by default and overruled. */
class ClassificationTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 520, 524, 529})
    void transientStatuses_areTransient(int status) {
        assertThat(Classification.of(status).isTransient()).isTrue();
        assertThat(Classification.of(status).transientFailure(false).isTransient())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 403, 404, 409, 422, 501, 505})
    void otherStatuses_areNot(int status) {
        assertThat(Classification.of(status).isTransient()).isFalse();
        assertThat(Classification.of(status).transientFailure(true).isTransient())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void successes_areThose2xx(int status) {
        assertThat(Classification.of(status).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199, 300, 404, 500})
    void everythingElse_isNoSuccess(int status) {
        assertThat(Classification.of(status).isSuccess()).isFalse();
    }

    @Test
    void copies_keepWhatWasSaid() {
        Classification base = Classification.of(429);
        Classification full = base.code("C")
                .message("m")
                .providerRequestId("id")
                .retryAt(NOW)
                .pauses(PauseScope.ACCOUNT)
                .notProcessed();

        assertThat(full.code()).contains("C");
        assertThat(full.message()).contains("m");
        assertThat(full.providerRequestId()).contains("id");
        assertThat(full.retryAt()).contains(NOW);
        assertThat(full.pauseScope()).isEqualTo(PauseScope.ACCOUNT);
        assertThat(full.isNotProcessed()).isTrue();
        assertThat(full.effectiveStatus()).isEqualTo(429);
        assertThat(base.code()).isEmpty();
        assertThat(base.isNotProcessed()).isFalse();
        assertThat(base.pauseScope()).isEqualTo(PauseScope.CALL);
    }

    @Test
    void byStatus_readsTheUsualHeaders() {
        ResponseHead head = new ResponseHead(
                "search", 503, Map.of("Retry-After", List.of("3"), "X-Request-Id", List.of("r1")), NOW);

        Classification meaning = ResponseClassifier.byStatus().classify(head, new byte[0]);

        assertThat(meaning.effectiveStatus()).isEqualTo(503);
        assertThat(meaning.retryAt()).contains(NOW.plusSeconds(3));
        assertThat(meaning.providerRequestId()).contains("r1");
    }

    @Test
    void mediaType_isLowerCase_withoutParameters() {
        assertThat(head("Text/Event-Stream ; charset=UTF-8").mediaType()).isEqualTo("text/event-stream");
        assertThat(head("application/json").mediaType()).isEqualTo("application/json");
        assertThat(new ResponseHead("x", 200, Map.of(), NOW).mediaType()).isEmpty();
    }

    private static ResponseHead head(String contentType) {
        return new ResponseHead("search", 200, Map.of("Content-Type", List.of(contentType)), NOW);
    }
}

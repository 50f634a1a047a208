package dev.sluice.logging.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.logging.context.RequestIds;
import dev.sluice.logging.event.ExternalApiCall.Outcome;
import dev.sluice.logging.llm.CompletionPrompt;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class SamplerTest {
    private static final Sampler TENTH = new Sampler(0.1);
    private final List<Event> kept = new ArrayList<>();
    private final EventSink sink = ((EventSink) kept::add).sampled(TENTH);

    private static CallRef call(String requestId) {
        return new CallRef(requestId, "exa", "search", "POST", "/search");
    }

    /** An id that is kept, or left out, at a tenth. */
    private static String id(boolean isKept) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "req_" + i)
                .filter(id -> TENTH.keeps(id) == isKept)
                .findFirst()
                .orElseThrow();
    }

    static List<IntFunction<String>> shapesOfIds() {
        return List.of(i -> RequestIds.next(), i -> "req_" + i, i -> String.valueOf(i), i -> "üñ-" + i * 1_000);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("shapesOfIds")
    void keeps_aTenth_ofTenThousandIds(IntFunction<String> ids) {
        long count =
                IntStream.range(0, 10_000).mapToObj(ids).filter(TENTH::keeps).count();

        assertThat(count).isBetween(900L, 1_100L);
    }

    @Test
    void keeps_theSameIdsAlways_andMoreAtAHigherRate() {
        Sampler half = new Sampler(0.5);
        IntStream.range(0, 1_000).mapToObj(i -> "req_" + i).forEach(id -> {
            assertThat(new Sampler(0.1).keeps(id)).isEqualTo(TENTH.keeps(id));
            assertThat(half.keeps(id) || !TENTH.keeps(id)).isTrue();
            assertThat(Sampler.ALL.keeps(id)).isTrue();
            assertThat(new Sampler(0).keeps(id)).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void rate_outOfRange_isRefused(double rate) {
        assertThatThrownBy(() -> new Sampler(rate)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linesOfACall_areKeptTogetherOrNotAtAll() {
        IntStream.range(0, 2_000).mapToObj(i -> "req_" + i).forEach(id -> {
            sink.emit(ApiRequest.of(call(id), 1));
            sink.emit(ApiResponse.of(call(id), 1, 200, Duration.ZERO));
            sink.emit(ExternalApiCall.of(call(id), Outcome.SUCCESS, 1, Duration.ZERO, Duration.ZERO));
        });

        Map<Object, Long> lines = kept.stream()
                .collect(Collectors.groupingBy(event -> event.fields().get("request_id"), Collectors.counting()));
        assertThat(lines.values()).hasSizeBetween(140, 260).containsOnly(3L);
        assertThat(kept).allSatisfy(event -> assertThat(event.fields()).containsEntry("sample_rate", 0.1));
    }

    @Test
    void failuresWarningsDecisions_areAlwaysKept_andStandForThemselves() {
        String out = id(false);
        Failure failure = Failure.of("timeout", "late", true);
        sink.emit(ApiError.of(call(out), 1, Duration.ZERO, failure));
        sink.emit(new RateLimitThrottled(call(out), "exa", Duration.ZERO, "wait", 1));
        sink.emit(ExternalApiCall.of(call(out), Outcome.FAILURE, 1, Duration.ZERO, Duration.ZERO)
                .failed(failure));
        sink.emit(TradingDecision.of("s", out, "BUY", "why"));

        assertThat(kept)
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.fields()).containsEntry("sample_rate", 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"security_login_failed", "business_order", "error_seen", "warning_seen", "audit_x", "SECURITY_X"
            })
    void wants_whatIsAlwaysKept_byItsType(String type) {
        assertThat(sink.wants(type, Level.INFO, id(false))).isTrue();
    }

    @Test
    void wants_anythingElse_asItsRequestIsKept() {
        assertThat(sink.wants("api_request", Level.INFO, id(false))).isFalse();
        assertThat(sink.wants("api_request", Level.INFO, id(true))).isTrue();
        assertThat(sink.wants("api_request", Level.WARN, id(false))).isTrue();
        assertThat(((EventSink) kept::add).sampled(Sampler.ALL).wants("api_request", Level.INFO, id(false)))
                .isTrue();
    }

    @Test
    void completion_leftOut_failsAndIsLoggedWhole_withItsRequestLate() {
        List<Event> lines = new ArrayList<>();
        VirtualTime time = VirtualTime.manual();
        LlmCompletionLogger logger = LlmCompletionLogger.builder()
                .events(lines::add)
                .sampler(new Sampler(0))
                .time(time)
                .build();
        logger.request(CompletionPrompt.of("m", "fine")).success("a", null, null);
        assertThat(lines).isEmpty();
        logger.request(CompletionPrompt.of("m", "broken")).failure(new IllegalStateException("x"));

        assertThat(lines).extracting(Event::eventType).containsExactly("completion_request", "completion_response");
        assertThat(lines.get(0).fields())
                .containsEntry("logged_late", true)
                .containsEntry("sample_rate", 1.0)
                .containsEntry("prompt_preview", "broken");
        assertThat(lines.get(1).fields()).containsEntry("sample_rate", 1.0).doesNotContainKey("logged_late");
        assertThat(logger.snapshot().totalCompletions()).isEqualTo(2);
    }

    @Test
    void completions_sampled_areCountedAll() {
        List<Event> lines = new ArrayList<>();
        LlmCompletionLogger logger = LlmCompletionLogger.builder()
                .events(lines::add)
                .sampler(TENTH)
                .time(VirtualTime.manual())
                .build();
        for (int i = 0; i < 2_000; i++) {
            logger.request(CompletionPrompt.of("m", "p")).success("a", null, null);
        }

        assertThat(logger.snapshot().totalCompletions()).isEqualTo(2_000);
        assertThat(lines.stream().filter(event -> event.eventType().equals("performance_metrics")))
                .hasSize(200);
        assertThat(lines.stream()
                        .filter(event -> event.eventType().equals("completion_request"))
                        .count())
                .isBetween(140L, 260L)
                .isEqualTo(lines.stream()
                        .filter(event -> event.eventType().equals("completion_response"))
                        .count());
    }
}

package dev.sluice.logging.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.event.ExternalApiCall.Outcome;
import dev.sluice.logging.llm.CompletionPrompt;
import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EventsTest {
    static Stream<Event> samples() {
        return EventSamples.all().stream();
    }

    static Stream<String> typesWithoutPrefix() {
        return EventTable.rows().stream().filter(row -> !row.isFamily()).map(EventTable.Row::type);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fields_ofEveryEvent_areTheAgreedOnesInOrder(Event event) {
        EventTable.Row row = EventTable.of(event.eventType());
        List<String> agreed = Stream.concat(row.keys().stream(), EventTable.ANY.stream())
                .map(EventKey::key)
                .toList();
        List<String> found = List.copyOf(event.fields().keySet());

        if (!row.isFamily()) {
            assertThat(agreed).containsSubsequence(found);
        }
        assertThat(found).containsAll(row.always().stream().map(EventKey::key).toList());
        assertThat(found)
                .allSatisfy(key -> assertThat(Redactor.standard().fields(Map.of(key, "plain")))
                        .containsExactly(Map.entry(key, "plain")));
        assertThat(row.levels()).contains(word(event.level()));
    }

    /** With the test before it: the table's order is exact, for no key of it is missing from all samples. */
    @ParameterizedTest
    @MethodSource("typesWithoutPrefix")
    void samples_ofAType_haveEveryKeyOfItsRow(String type) {
        Set<String> found = samples()
                .filter(event -> event.eventType().equals(type))
                .flatMap(event -> event.fields().keySet().stream())
                .collect(Collectors.toSet());

        EventTable.ANY.forEach(key -> found.remove(key.key()));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        EventTable.of(type).keys().stream().map(EventKey::key).toList());
    }

    @Test
    void keys_areEachUsedByAnEvent() {
        Set<EventKey> used =
                EventTable.rows().stream().flatMap(row -> row.keys().stream()).collect(Collectors.toSet());
        used.addAll(EventTable.ANY);

        assertThat(used).containsExactlyInAnyOrder(EventKey.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void line_ofEveryEvent_hasTheStandardFieldsAndItsOwn_ofTheAgreedTypes(Event event) {
        Lines lines = new Lines();
        lines.sink().emit(event);
        JsonNode line = lines.only();

        assertThat(line.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(line.get("level").asString()).isEqualTo(word(event.level()));
        assertThat(line.get("service").asString()).isEqualTo("it");
        assertThat(line.get("environment").asString()).isEqualTo("paper");
        assertThat(line.get("logger_name").asString()).isEqualTo("test");
        assertThat(line.get("message").asString()).isEqualTo(event.message());
        assertThat(line.get("event_type").asString()).isEqualTo(event.eventType());
        assertThat(line.get("process_id").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(line.get("thread_id").asLong()).isPositive();
        event.fields().keySet().forEach(key -> assertThat(line.has(key)).as(key).isTrue());
        for (EventKey key : EventKey.values()) {
            if (line.has(key.key())) {
                assertThat(isA(key.type(), line.get(key.key())))
                        .as("%s is %s", key, key.type())
                        .isTrue();
            }
        }
        assertThat(lines.raw()).doesNotContain("REDACTED");
    }

    private static boolean isA(EventKey.Type type, JsonNode value) {
        return switch (type) {
            case TEXT -> value.isString();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case OBJECT -> value.isObject();
        };
    }

    private static String word(org.slf4j.event.Level level) {
        return level == org.slf4j.event.Level.WARN ? "WARNING" : level.name();
    }

    @Test
    void samples_coverEveryPermittedEvent() {
        Set<Class<?>> covered = samples().map(Event::getClass).collect(Collectors.toSet());

        assertThat(covered).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @Test
    void line_durationsAndMoney_arePlainNumbers() {
        Lines lines = new Lines();
        samples().forEach(event -> lines.sink().emit(event));

        assertThat(lines.raw())
                .contains("\"response_time_ms\":1250.5")
                .contains("\"cost_estimate_usd\":0.000000675")
                .contains("\"total_cost_estimate_usd\":0.006750")
                .contains("\"current_price\":45230.50")
                .contains("\"method\":\"POST\"")
                .contains("\"path\":\"/search/{id}\"")
                .contains("\"success_rate\":0.9")
                .contains("\"token_usage\":{\"prompt_tokens\":150,\"completion_tokens\":75,\"total_tokens\":225}");
    }

    @Test
    void response_withoutUsageAndCost_saysSo() {
        CompletionResponse response = new CompletionResponse(
                EventSamples.COMPLETION,
                "m",
                Duration.ZERO,
                null,
                CostEstimate.UNKNOWN,
                null,
                null,
                Failure.of("x", "y", false));

        assertThat(response.fields())
                .containsEntry("usage_missing", true)
                .containsEntry("cost_source", "unknown")
                .containsEntry("success", false)
                .doesNotContainKeys("cost_estimate_usd", "token_usage");
    }

    @Test
    void accessors_ofCarelessCaller_areRedactedToo() {
        ApiRequest request = new ApiRequest(
                EventSamples.CALL,
                1,
                Map.of("Authorization", "Bearer abc"),
                Map.of("token", "t0ps"),
                "{\"password\":\"hush\"}");
        Failure failure = Failure.of("Bearer abcdefgh", "api_key=hush", false);
        TradingDecision decision =
                TradingDecision.of("s", "r", "BUY", "password: hush").indicators(Map.of("secret", "hush"));

        assertThat(request.toString()).doesNotContain("abc\"", "t0ps", "hush", "Bearer");
        assertThat(failure.toString()).doesNotContain("abcdefgh", "hush");
        assertThat(decision.toString()).doesNotContain("hush");
        assertThat(CompletionPrompt.of("m", "prompt text").toString()).doesNotContain("prompt text");
    }

    @Test
    void persons_areHashed_theSameForTheSame() {
        BusinessEvent one = new BusinessEvent("Business user-Registered", Map.of("user_id", "u-1", "email", "A@b.com"));
        BusinessEvent other = new BusinessEvent("business_user_registered", Map.of("email", "a@b.com "));
        UserJourneyStep step = new UserJourneyStep("s", "u-1", "login", 1, null, null);

        assertThat(one.eventType()).isEqualTo("business_user_registered").isEqualTo(other.eventType());
        assertThat(one.toString()).doesNotContain("u-1", "b.com");
        assertThat(one.fields().get("mail_hash")).asString().matches("hash:[0-9a-f]{16}");
        assertThat(one.fields().get("mail_hash")).isEqualTo(other.fields().get("mail_hash"));
        assertThat(one.fields().get("user_id")).isEqualTo(step.userId());
        assertThat(new UserJourneyStep("s", step.userId(), "login", 1, null, null))
                .isEqualTo(step);
    }

    @Test
    void apiUrl_isTheHostAlone() {
        ExternalApiCall call = ExternalApiCall.of(EventSamples.CALL, Outcome.SUCCESS, 1, Duration.ZERO, Duration.ZERO);

        assertThat(call.to("https://user:pass@api.exa.ai:8443/v1/x?token=t#f").apiUrl())
                .isEqualTo("api.exa.ai:8443");
        assertThat(call.to("https://api.exa.ai").apiUrl()).isEqualTo("api.exa.ai");
    }

    @Test
    void retentionClass_ofEveryType_isTheAgreedOne() {
        Map<String, RetentionClass> found = new java.util.TreeMap<>();
        samples().forEach(event -> found.put(event.eventType(), event.retentionClass()));

        assertThat(found)
                .containsEntry("security_auth_failed", RetentionClass.SECURITY)
                .containsEntry("business_user_registered", RetentionClass.AUDIT)
                .containsEntry("trading_decision", RetentionClass.AUDIT)
                .containsEntry("api_request", RetentionClass.API)
                .containsEntry("performance_metric", RetentionClass.PERFORMANCE)
                .containsEntry("metric_bot_usage", RetentionClass.PERFORMANCE);
        assertThat(RetentionClass.of(null, org.slf4j.event.Level.DEBUG)).isEqualTo(RetentionClass.DEBUG);
        assertThat(RetentionClass.of("security_x", org.slf4j.event.Level.DEBUG)).isEqualTo(RetentionClass.SECURITY);
    }
}

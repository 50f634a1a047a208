package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.CallRecord;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.faults.Play.Outcome;
import dev.sluice.client.faults.Seen.Fate;
import dev.sluice.logging.event.Event;
import dev.sluice.ratelimit.LimiterSnapshot.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What must be true of every case when its call is over. */
final class Checks {
    private static final Duration OVERRUN = Duration.ofMillis(50);

    private final Case test;
    private final Rig rig;
    private final Outcome outcome;

    Checks(Case test, Rig rig, Outcome outcome) {
        this.test = test;
        this.rig = rig;
        this.outcome = outcome;
    }

    void all(Scene scene, int requestsAtServer) {
        result();
        attempts(requestsAtServer);
        permits();
        time();
        log();
        secrets();
        assertThat(scene.sent.get())
                .as("bytes sent of a body that is too large")
                .isLessThan(Scripts.HUGE / 2);
        Wire elsewhere = scene.elsewhere.get();
        assertThat(elsewhere == null ? 0 : elsewhere.connections())
                .as("connections to the other host")
                .isZero();
    }

    private void result() {
        assertThat(outcome.interrupted())
                .as("interrupt flag")
                .isEqualTo(test.fault().isInterrupt());
        if (test.succeeds()) {
            assertThat(outcome.thrown()).as("exception").isNull();
            assertThat(outcome.value()).as("value").isNotNull();
            return;
        }
        assertThat(outcome.thrown())
                .as("exception")
                .isExactlyInstanceOf(test.expected().type());
        ClientException failure = (ClientException) Objects.requireNonNull(outcome.thrown());
        Fate fate = test.expected().fate();
        assertThat(failure.isRetryable()).as("retryable").isEqualTo(fate == Fate.REPEATED || fate == Fate.RETRYABLE);
        assertThat(failure.isOutcomeUnknown()).as("outcome unknown").isEqualTo(fate == Fate.UNKNOWN);
        assertThat(failure.requestId()).as("request id").isEqualTo(call().requestId());
        assertThat(failure.attempts()).as("attempts of the exception").isEqualTo(test.attempts());
    }

    private void attempts(int requestsAtServer) {
        assertThat(call().attempts()).as("attempts of the record").isEqualTo(test.attempts());
        int arriving = test.fault().is(Fault.Trait.NOT_ARRIVING) ? (test.succeeds() ? 1 : 0) : test.attempts();
        assertThat(requestsAtServer).as("requests that the server saw").isEqualTo(arriving);
    }

    private void permits() {
        Stage stage = rig.limiter().snapshot().provider();
        assertThat(stage.inFlight()).as("permits held").isZero();
        assertThat(stage.queueLength()).as("waiters").isZero();
    }

    private void time() {
        Duration took = call().duration();
        if (!test.fault().is(Fault.Trait.BEYOND_DEADLINE)) {
            assertThat(took).as("duration").isLessThanOrEqualTo(Rig.DEADLINE.plus(OVERRUN));
        }
        Duration told = test.fault().told();
        if (told != null && test.isRepeated()) {
            assertThat(took).as("duration, where the server asked for %s", told).isGreaterThanOrEqualTo(told);
            if (test.course() == Case.Course.ONCE) {
                assertThat(took)
                        .as("duration, where the server asked for %s", told)
                        .isLessThan(told.plusMillis(100));
            }
        }
    }

    private void log() {
        log(rig.events);
        List<Event> calls = events(rig.events, "external_api_call");
        assertThat(calls).as("ends of calls").hasSize(1);
        Map<String, Object> end = calls.get(0).fields();
        assertThat(end).as("end of the call").containsEntry("attempts", test.attempts());
        List<Event> ends = rig.events.stream()
                .filter(event -> event.eventType().equals("api_response")
                        || event.eventType().equals("api_error"))
                .toList();
        Object lastStatus =
                ends.isEmpty() ? null : ends.get(ends.size() - 1).fields().get("status_code");
        assertThat(end.get("status_code"))
                .as("status of the call, as of its last attempt")
                .isEqualTo(lastStatus);
        assertThat(call().effectiveStatus()).as("status of the record").isEqualTo(lastStatus);
        if (outcome.thrown() instanceof ResponseException failure) {
            assertThat(failure.status()).as("status of the exception").isEqualTo(lastStatus);
        }
    }

    /** Each attempt begins once and ends once, in this order, and belongs to a call that ends once. */
    static void log(List<Event> events) {
        Map<String, String> attempts = new TreeMap<>();
        Map<Object, Integer> calls = new java.util.HashMap<>();
        for (Event event : events) {
            Object id = event.fields().get("request_id");
            String attempt = id + " #" + event.fields().get("attempt");
            switch (event.eventType()) {
                case "api_request" -> attempts.merge(attempt, "begun", (before, now) -> before + " " + now);
                case "api_response", "api_error" ->
                    attempts.merge(attempt, "ended", (before, now) -> before + " " + now);
                case "external_api_call" -> calls.merge(id, 1, Integer::sum);
                case "rate_limit_throttled", "security_auth_failed" -> {
                    // told besides
                }
                default -> throw new AssertionError("unexpected event " + event.eventType());
            }
        }
        assertThat(attempts.values()).as("log of attempts: %s", attempts).allMatch("begun ended"::equals);
        assertThat(calls.values()).as("log of calls").allMatch(count -> count == 1);
        assertThat(attempts.keySet())
                .as("attempts of calls")
                .allMatch(attempt -> calls.containsKey(attempt.substring(0, attempt.indexOf(" #"))));
    }

    static List<Event> events(List<Event> events, String type) {
        return events.stream().filter(event -> event.eventType().equals(type)).toList();
    }

    private void secrets() {
        StringBuilder said =
                new StringBuilder(rig.sluice.toString()).append(rig.api).append(rig.calls);
        rig.events.forEach(event -> said.append(event).append(event.message()).append(event.fields()));
        if (outcome.thrown() != null) {
            said.append(printed(outcome.thrown()));
        }
        assertThat(said.toString())
                .as("what is logged, thrown and printed")
                .doesNotContain(Rig.KEY)
                .doesNotContain("planted-")
                .doesNotContain("feign.FeignException");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        if (failure instanceof ClientException client) {
            text.append(client.body())
                    .append(client.call().toString())
                    .append(client.providerRequestId().toString());
        }
        if (failure instanceof ResponseException response) {
            text.append(response.response().toString())
                    .append(response.providerMessage().toString());
        }
        return text.toString();
    }

    private CallRecord call() {
        assertThat(rig.calls).as("calls recorded").hasSize(1);
        return rig.calls.get(0);
    }
}

package dev.sluice.logging.event;

import static dev.sluice.logging.event.EventKey.ACTION;
import static dev.sluice.logging.event.EventKey.ACTIVITY_TYPE;
import static dev.sluice.logging.event.EventKey.API_URL;
import static dev.sluice.logging.event.EventKey.ATTEMPT;
import static dev.sluice.logging.event.EventKey.ATTEMPTS;
import static dev.sluice.logging.event.EventKey.AVG_RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.BODY;
import static dev.sluice.logging.event.EventKey.CALL_COUNT;
import static dev.sluice.logging.event.EventKey.CALL_ID;
import static dev.sluice.logging.event.EventKey.COMPLETIONS_PER_HOUR;
import static dev.sluice.logging.event.EventKey.COMPLETION_NUMBER;
import static dev.sluice.logging.event.EventKey.CONSECUTIVE_FAILURES;
import static dev.sluice.logging.event.EventKey.COST_BY_MODEL_USD;
import static dev.sluice.logging.event.EventKey.COST_ESTIMATE_USD;
import static dev.sluice.logging.event.EventKey.COST_SOURCE;
import static dev.sluice.logging.event.EventKey.CURRENT_PRICE;
import static dev.sluice.logging.event.EventKey.DROPPED;
import static dev.sluice.logging.event.EventKey.DROPPED_TOTAL;
import static dev.sluice.logging.event.EventKey.DURATION_MS;
import static dev.sluice.logging.event.EventKey.DURATION_SINCE_LAST_STEP_MS;
import static dev.sluice.logging.event.EventKey.ERROR_MESSAGE;
import static dev.sluice.logging.event.EventKey.ERROR_TYPE;
import static dev.sluice.logging.event.EventKey.EXCEPTION;
import static dev.sluice.logging.event.EventKey.FAILURE_REASON;
import static dev.sluice.logging.event.EventKey.FINISH_REASON;
import static dev.sluice.logging.event.EventKey.HEADERS;
import static dev.sluice.logging.event.EventKey.HEALTH_STATUS;
import static dev.sluice.logging.event.EventKey.HINT;
import static dev.sluice.logging.event.EventKey.INDICATORS;
import static dev.sluice.logging.event.EventKey.LAST_SUCCESS;
import static dev.sluice.logging.event.EventKey.LIMITER;
import static dev.sluice.logging.event.EventKey.LOGGED_LATE;
import static dev.sluice.logging.event.EventKey.MAIL_HASH;
import static dev.sluice.logging.event.EventKey.MARKET_CONTEXT;
import static dev.sluice.logging.event.EventKey.MAX_RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.MAX_TOKENS;
import static dev.sluice.logging.event.EventKey.METHOD;
import static dev.sluice.logging.event.EventKey.MIN_RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.MODEL;
import static dev.sluice.logging.event.EventKey.NEXT_ACTION;
import static dev.sluice.logging.event.EventKey.OPERATION;
import static dev.sluice.logging.event.EventKey.OUTCOME;
import static dev.sluice.logging.event.EventKey.P50_DURATION_MS;
import static dev.sluice.logging.event.EventKey.P50_RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.P95_DURATION_MS;
import static dev.sluice.logging.event.EventKey.P95_RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.P95_THRESHOLD;
import static dev.sluice.logging.event.EventKey.P99_DURATION_MS;
import static dev.sluice.logging.event.EventKey.P99_RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.P99_THRESHOLD;
import static dev.sluice.logging.event.EventKey.PATH;
import static dev.sluice.logging.event.EventKey.PEER_SERVICE;
import static dev.sluice.logging.event.EventKey.PERCENTILES_OF;
import static dev.sluice.logging.event.EventKey.PERFORMANCE_STATUS;
import static dev.sluice.logging.event.EventKey.PREVIOUS_STEP;
import static dev.sluice.logging.event.EventKey.PROMPT;
import static dev.sluice.logging.event.EventKey.PROMPT_HASH;
import static dev.sluice.logging.event.EventKey.PROMPT_LENGTH;
import static dev.sluice.logging.event.EventKey.PROMPT_PREVIEW;
import static dev.sluice.logging.event.EventKey.PROVIDER_REQUEST_ID;
import static dev.sluice.logging.event.EventKey.QUERY_PARAMS;
import static dev.sluice.logging.event.EventKey.QUEUE_LENGTH;
import static dev.sluice.logging.event.EventKey.RATE_LIMIT_WAIT_MS;
import static dev.sluice.logging.event.EventKey.RATIONALE;
import static dev.sluice.logging.event.EventKey.REASON;
import static dev.sluice.logging.event.EventKey.REQUEST_ID;
import static dev.sluice.logging.event.EventKey.RESPONSE;
import static dev.sluice.logging.event.EventKey.RESPONSE_BYTES;
import static dev.sluice.logging.event.EventKey.RESPONSE_HASH;
import static dev.sluice.logging.event.EventKey.RESPONSE_LENGTH;
import static dev.sluice.logging.event.EventKey.RESPONSE_PREVIEW;
import static dev.sluice.logging.event.EventKey.RESPONSE_TIME_MS;
import static dev.sluice.logging.event.EventKey.RETRYABLE;
import static dev.sluice.logging.event.EventKey.RETRY_AFTER;
import static dev.sluice.logging.event.EventKey.RISK_ASSESSMENT;
import static dev.sluice.logging.event.EventKey.ROWS_AFFECTED;
import static dev.sluice.logging.event.EventKey.SAMPLE_RATE;
import static dev.sluice.logging.event.EventKey.SERVED_MODEL;
import static dev.sluice.logging.event.EventKey.SESSION_ID;
import static dev.sluice.logging.event.EventKey.SIZE_PCT;
import static dev.sluice.logging.event.EventKey.STATUS_CODE;
import static dev.sluice.logging.event.EventKey.STEP;
import static dev.sluice.logging.event.EventKey.STEP_SEQUENCE;
import static dev.sluice.logging.event.EventKey.SUCCESS;
import static dev.sluice.logging.event.EventKey.SUCCESS_RATE;
import static dev.sluice.logging.event.EventKey.SYMBOL;
import static dev.sluice.logging.event.EventKey.TABLE;
import static dev.sluice.logging.event.EventKey.TEMPERATURE;
import static dev.sluice.logging.event.EventKey.TIME_WINDOW_SECONDS;
import static dev.sluice.logging.event.EventKey.TOKENS_PER_SECOND;
import static dev.sluice.logging.event.EventKey.TOKEN_USAGE;
import static dev.sluice.logging.event.EventKey.TOTAL_COMPLETIONS;
import static dev.sluice.logging.event.EventKey.TOTAL_COST_ESTIMATE_USD;
import static dev.sluice.logging.event.EventKey.TOTAL_TOKENS;
import static dev.sluice.logging.event.EventKey.USAGE_MISSING;
import static dev.sluice.logging.event.EventKey.USER_ID;
import static dev.sluice.logging.event.EventKey.VALIDATION_RESULT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What every event has to look like: the one table that code, documentation and the check of log files are held against. */
public final class EventTable {
    private static final EventKey[] CALL = {REQUEST_ID, PEER_SERVICE, OPERATION, METHOD, PATH};
    private static final EventKey[] FAILURE = {ERROR_TYPE, ERROR_MESSAGE, RETRYABLE, HINT, NEXT_ACTION, EXCEPTION};
    private static final EventKey[] ANSWER = {
        RATE_LIMIT_WAIT_MS, PROVIDER_REQUEST_ID, RESPONSE_BYTES, RETRY_AFTER, HEADERS, BODY
    };
    private static final EventKey[] THRESHOLDS = {P95_THRESHOLD, P99_THRESHOLD, PERFORMANCE_STATUS};
    private static final EventKey[] COMPLETION = {SESSION_ID, REQUEST_ID, COMPLETION_NUMBER, MODEL};

    /**
     * One row.
     *
     * @param type the event type; one that ends in an underscore is the family's prefix
     * @param always keys that every such event has
     * @param keys all keys in their order, those included; a family has others after them
     */
    public record Row(String type, String meaning, String levels, List<EventKey> always, List<EventKey> keys) {
        public Row {
            always = List.copyOf(always);
            keys = List.copyOf(keys);
        }

        public boolean isFamily() {
            return type.endsWith("_");
        }

        boolean covers(String eventType) {
            return isFamily() ? eventType.startsWith(type) : eventType.equals(type);
        }
    }

    /** What any event may have at its end. */
    public static final List<EventKey> ANY = List.of(SAMPLE_RATE, LOGGED_LATE);

    private EventTable() {}

    public static Row of(String eventType) {
        return rows().stream()
                .filter(row -> row.covers(eventType))
                .findFirst()
                .orElseThrow(() -> new AssertionError(eventType + " is not in the table"));
    }

    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>(calls());
        rows.addAll(completions());
        rows.addAll(programs());
        return rows;
    }

    private static List<Row> calls() {
        return List.of(
                row(
                        "api_request",
                        "An attempt is about to be sent.",
                        "INFO",
                        keys(CALL, ATTEMPT),
                        keys(HEADERS, QUERY_PARAMS, BODY)),
                row(
                        "api_response",
                        "An attempt was answered, and the answer is no error.",
                        "INFO",
                        keys(CALL, ATTEMPT, STATUS_CODE, RESPONSE_TIME_MS),
                        keys(THRESHOLDS, ANSWER)),
                row(
                        "api_error",
                        "An attempt failed: no answer, an error, or an answer that cannot be used.",
                        "WARNING if it may be repeated, else ERROR",
                        keys(CALL, ATTEMPT, RESPONSE_TIME_MS, ERROR_TYPE, RETRYABLE, HINT, NEXT_ACTION),
                        keys(CALL, ATTEMPT, STATUS_CODE, RESPONSE_TIME_MS, FAILURE, ANSWER)),
                row(
                        "external_api_call",
                        "A call is over, after all its attempts.",
                        "INFO; WARNING if its caller gave it up; ERROR if it failed",
                        keys(CALL, OUTCOME, ATTEMPTS, RATE_LIMIT_WAIT_MS, DURATION_MS),
                        keys(STATUS_CODE, PROVIDER_REQUEST_ID, API_URL, FAILURE)),
                row(
                        "rate_limit_throttled",
                        "A call waited noticeably for its permit, or was refused one.",
                        "WARNING",
                        keys(CALL, LIMITER, RATE_LIMIT_WAIT_MS, REASON),
                        keys(QUEUE_LENGTH)));
    }

    private static List<Row> completions() {
        return List.of(
                row(
                        "completion_request",
                        "A model is about to be asked.",
                        "INFO",
                        keys((Object) COMPLETION),
                        keys(
                                COMPLETION,
                                TEMPERATURE,
                                MAX_TOKENS,
                                PROMPT_LENGTH,
                                PROMPT_PREVIEW,
                                PROMPT,
                                PROMPT_HASH,
                                MARKET_CONTEXT)),
                row(
                        "completion_response",
                        "A model has answered, or failed to.",
                        "INFO, or ERROR if it failed",
                        keys(COMPLETION, SUCCESS, RESPONSE_TIME_MS, COST_SOURCE),
                        keys(
                                COMPLETION,
                                SUCCESS,
                                RESPONSE_TIME_MS,
                                TOKEN_USAGE,
                                USAGE_MISSING,
                                COST_ESTIMATE_USD,
                                COST_SOURCE,
                                SERVED_MODEL,
                                FINISH_REASON,
                                RESPONSE_LENGTH,
                                RESPONSE_PREVIEW,
                                RESPONSE,
                                RESPONSE_HASH,
                                FAILURE)),
                row(
                        "trading_decision",
                        "A bot has decided what to do.",
                        "INFO",
                        keys(SESSION_ID, REQUEST_ID, ACTION, RATIONALE),
                        keys(
                                SESSION_ID,
                                REQUEST_ID,
                                ACTION,
                                SIZE_PCT,
                                RATIONALE,
                                SYMBOL,
                                CURRENT_PRICE,
                                VALIDATION_RESULT,
                                RISK_ASSESSMENT,
                                INDICATORS)),
                row(
                        "performance_metrics",
                        "The figures of a session's completions so far.",
                        "INFO",
                        keys(SESSION_ID, TOTAL_COMPLETIONS, TOTAL_TOKENS),
                        keys(
                                SESSION_ID,
                                TOTAL_COMPLETIONS,
                                AVG_RESPONSE_TIME_MS,
                                MIN_RESPONSE_TIME_MS,
                                MAX_RESPONSE_TIME_MS,
                                P50_RESPONSE_TIME_MS,
                                P95_RESPONSE_TIME_MS,
                                P99_RESPONSE_TIME_MS,
                                PERCENTILES_OF,
                                TOTAL_TOKENS,
                                TOTAL_COST_ESTIMATE_USD,
                                COST_BY_MODEL_USD,
                                TOKENS_PER_SECOND,
                                SUCCESS_RATE,
                                COMPLETIONS_PER_HOUR)));
    }

    private static List<Row> programs() {
        return List.of(
                row(
                        "bot_health_check",
                        "How a provider does has changed.",
                        "INFO if it is healthy, else WARNING",
                        keys(PEER_SERVICE, HEALTH_STATUS, CONSECUTIVE_FAILURES),
                        keys(PEER_SERVICE, HEALTH_STATUS, RESPONSE_TIME_MS, LAST_SUCCESS, CONSECUTIVE_FAILURES)),
                row(
                        "performance_metric",
                        "A profiled piece of work is over.",
                        "INFO, or ERROR if it failed",
                        keys(OPERATION, DURATION_MS, OUTCOME),
                        keys(THRESHOLDS, P50_DURATION_MS, P95_DURATION_MS, P99_DURATION_MS, PERCENTILES_OF, FAILURE)),
                row(
                        "database_operation",
                        "A statement was run.",
                        "INFO",
                        keys(OPERATION, TABLE, DURATION_MS),
                        keys(ROWS_AFFECTED)),
                row(
                        "user_journey_step",
                        "A user went on to the next step.",
                        "INFO",
                        keys(SESSION_ID, STEP, STEP_SEQUENCE),
                        keys(SESSION_ID, USER_ID, STEP, STEP_SEQUENCE, PREVIOUS_STEP, DURATION_SINCE_LAST_STEP_MS)),
                row(
                        "business_",
                        "Something the program is for has happened.",
                        "INFO",
                        keys(),
                        keys(USER_ID, MAIL_HASH)),
                row(
                        "security_",
                        "Somebody was refused, or behaves as an intruder would. `security_auth_failed`: a provider refused our credentials.",
                        "WARNING",
                        keys(),
                        keys(
                                CALL,
                                ATTEMPT,
                                STATUS_CODE,
                                FAILURE_REASON,
                                ACTIVITY_TYPE,
                                CALL_COUNT,
                                TIME_WINDOW_SECONDS)),
                row("metric_", "Figures that the program counts itself.", "INFO", keys(), keys()),
                row(
                        "log_events_dropped",
                        "The file could not keep up and lines were lost.",
                        "WARNING",
                        keys(DROPPED, DROPPED_TOTAL),
                        keys()));
    }

    private static Row row(String type, String meaning, String levels, List<EventKey> always, List<EventKey> more) {
        List<EventKey> all = more.containsAll(always)
                ? more
                : Stream.concat(always.stream(), more.stream().filter(Predicate.not(always::contains)))
                        .toList();
        return new Row(type, meaning, levels, always, all.contains(METHOD) ? withCallId(all) : all);
    }

    /** A call has one if its request id is another's. */
    private static List<EventKey> withCallId(List<EventKey> keys) {
        List<EventKey> all = new ArrayList<>(keys);
        all.add(all.indexOf(REQUEST_ID) + 1, CALL_ID);
        return all;
    }

    private static List<EventKey> keys(Object... parts) {
        return Arrays.stream(parts)
                .flatMap(part ->
                        part instanceof EventKey[] several ? Arrays.stream(several) : Stream.of((EventKey) part))
                .distinct()
                .toList();
    }
}

package dev.sluice.logging.event;

import java.util.Locale;

/**
 * Every key of every event, in one place: what it holds and in which unit. The page {@code docs/logging.md} is made of these. Keys are part of
 * the product's interface: dashboards and scripts are written against them.
 */
public enum EventKey {
    /** Joins the events of one call, or of one completion. */
    REQUEST_ID(Type.TEXT, "Joins all events of one call: `req_` and 24 hexadecimal digits, or the inbound request's."),
    /** Tells calls of one inbound request apart. */
    CALL_ID(
            Type.TEXT,
            "Joins the events of one call among several with one `request_id`: `call_` and 12 hexadecimal digits; left out if the `request_id` is this call's own."),
    /** The provider. */
    PEER_SERVICE(
            Type.TEXT, "The provider that is called, such as `exa`; never the key `service`, which is the writer."),
    /** The operation. */
    OPERATION(Type.TEXT, "The operation's name: of a call, a statement or a profiled piece of work."),
    /** The HTTP method. */
    METHOD(Type.TEXT, "The HTTP method."),
    /** The path's template. */
    PATH(Type.TEXT, "The path's template, such as `/markets/{id}`; never the filled-in path."),
    /** Which attempt. */
    ATTEMPT(Type.INTEGER, "Which attempt of the call, from 1; above 1 it is a retry."),
    /** How many attempts. */
    ATTEMPTS(Type.INTEGER, "How many attempts were sent; 0 if the call was refused before."),
    /** The status that counts. */
    STATUS_CODE(
            Type.INTEGER,
            "The effective status: of an error inside HTTP 200, the error's. Left out if there was no answer."),
    /** From sending to the end of the body. */
    RESPONSE_TIME_MS(Type.NUMBER, "From sending to the end of the body, in milliseconds to the microsecond."),
    /** Time spent waiting for permits. */
    RATE_LIMIT_WAIT_MS(
            Type.NUMBER, "How long our own limits kept it waiting, in milliseconds; of a call, all attempts together."),
    /** The provider's own id. */
    PROVIDER_REQUEST_ID(Type.TEXT, "The provider's own id of the exchange."),
    /** Length of the answer. */
    RESPONSE_BYTES(Type.INTEGER, "Length of the answer's body as received, before decompression."),
    /** When the provider wants to be asked again. */
    RETRY_AFTER(Type.NUMBER, "How many seconds the provider asked to wait."),
    /** Headers. */
    HEADERS(Type.OBJECT, "Headers; a value whose name is not on the list of harmless ones is masked."),
    /** Query parameters. */
    QUERY_PARAMS(Type.OBJECT, "Query parameters, decoded; a value whose name is not on the list is masked."),
    /** A redacted body. */
    BODY(Type.TEXT, "The redacted beginning of the body; only while `dev.sluice.events.payload` is at DEBUG."),
    /** How a call or a profiled piece of work ended. */
    OUTCOME(
            Type.TEXT,
            "How it ended: `success`, `failure`, `unknown` (sent, effect not known), `not_sent`, `cancelled`."),
    /** From beginning to end. */
    DURATION_MS(Type.NUMBER, "From beginning to end, waits and back-off included, in milliseconds."),
    /** The host. */
    API_URL(Type.TEXT, "The host that was called, with its port if that is unusual; no path, no query."),
    /** What went wrong. */
    ERROR_TYPE(Type.TEXT, "What went wrong: an exception's class name or a stable word."),
    /** What went wrong, in a sentence. */
    ERROR_MESSAGE(Type.TEXT, "The failure's message, redacted."),
    /** Whether a repeat may help. */
    RETRYABLE(Type.BOOLEAN, "Whether repeating may help and does no harm."),
    /** What it means. */
    HINT(Type.TEXT, "What the failure means, in a sentence."),
    /** What to do. */
    NEXT_ACTION(Type.TEXT, "What to do about it, in one word of a fixed list."),
    /** The exception. */
    EXCEPTION(Type.OBJECT, "`type`, `message` and `stacktrace` of the exception with its causes, redacted."),
    /** The limiter. */
    LIMITER(Type.TEXT, "The limiter's name."),
    /** Why. */
    REASON(Type.TEXT, "`wait`, or why our own limits refused."),
    /** How many wait. */
    QUEUE_LENGTH(Type.INTEGER, "How many were waiting."),
    /** The median duration. */
    P50_DURATION_MS(Type.NUMBER, "What half of the operation's latest runs did not exceed, in milliseconds."),
    /** A high duration. */
    P95_DURATION_MS(Type.NUMBER, "What 95 % of the operation's latest runs did not exceed, in milliseconds."),
    /** A very high duration. */
    P99_DURATION_MS(Type.NUMBER, "What 99 % of the operation's latest runs did not exceed, in milliseconds."),
    /** The median response time. */
    P50_RESPONSE_TIME_MS(Type.NUMBER, "What half of the session's latest completions did not exceed, in milliseconds."),
    /** A high response time. */
    P95_RESPONSE_TIME_MS(Type.NUMBER, "What 95 % of the session's latest completions did not exceed, in milliseconds."),
    /** A very high response time. */
    P99_RESPONSE_TIME_MS(Type.NUMBER, "What 99 % of the session's latest completions did not exceed, in milliseconds."),
    /** How many percentiles were taken of. */
    PERCENTILES_OF(Type.INTEGER, "How many the percentiles were taken of: the latest 1,000 at most."),
    /** A threshold. */
    P95_THRESHOLD(Type.NUMBER, "Milliseconds that 95 % of the operation should not exceed, from the configuration."),
    /** A threshold. */
    P99_THRESHOLD(Type.NUMBER, "Milliseconds that 99 % of the operation should not exceed, from the configuration."),
    /** How the duration compares with the thresholds. */
    PERFORMANCE_STATUS(Type.TEXT, "`normal`, `slow` (over the 95 % threshold) or `critical` (over the 99 % one)."),
    /** A provider's state. */
    HEALTH_STATUS(Type.TEXT, "`healthy`, `degraded` (failing) or `unhealthy` (three failures or more in a row)."),
    /** When it last worked. */
    LAST_SUCCESS(Type.TEXT, "When the provider last answered, UTC; left out if it never has."),
    /** Failures in a row. */
    CONSECUTIVE_FAILURES(Type.INTEGER, "Calls in a row without a usable answer."),
    /** A table. */
    TABLE(Type.TEXT, "The table."),
    /** Rows. */
    ROWS_AFFECTED(Type.INTEGER, "Rows read or written."),
    /** A session. */
    SESSION_ID(Type.TEXT, "One run of a completion logger, or one user's session."),
    /** A user. */
    USER_ID(Type.TEXT, "Who, as a keyed hash: `hash:` and 16 hexadecimal digits."),
    /** An e-mail address. */
    MAIL_HASH(Type.TEXT, "Stands for an e-mail address: its keyed hash."),
    /** A step. */
    STEP(Type.TEXT, "The step's name."),
    /** Number of the step. */
    STEP_SEQUENCE(Type.INTEGER, "Number of the step in its journey, from 1."),
    /** The step before. */
    PREVIOUS_STEP(Type.TEXT, "The step before; left out of the first."),
    /** Time since. */
    DURATION_SINCE_LAST_STEP_MS(Type.NUMBER, "Milliseconds since the step before; left out of the first."),
    /** Why access was refused. */
    FAILURE_REASON(Type.TEXT, "Why access was refused, in a stable word."),
    /** What kind of activity. */
    ACTIVITY_TYPE(Type.TEXT, "What was suspicious, such as `rapid_api_calls`."),
    /** How many calls. */
    CALL_COUNT(Type.INTEGER, "Calls in the window."),
    /** The window. */
    TIME_WINDOW_SECONDS(Type.NUMBER, "The window in seconds."),
    /** Lines lost. */
    DROPPED(Type.INTEGER, "Lines that were dropped since the last such event because the file could not keep up."),
    /** Lines lost altogether. */
    DROPPED_TOTAL(Type.INTEGER, "The same since the log was opened."),
    /** Number of the completion. */
    COMPLETION_NUMBER(Type.INTEGER, "Number of the completion in its session, from 1."),
    /** The model. */
    MODEL(Type.TEXT, "The model's id."),
    /** Sampling temperature. */
    TEMPERATURE(Type.NUMBER, "The temperature that was asked for."),
    /** Bound on the answer. */
    MAX_TOKENS(Type.INTEGER, "The most tokens that were asked for."),
    /** Length of the prompt. */
    PROMPT_LENGTH(Type.INTEGER, "Length of the whole prompt in characters."),
    /** The prompt's beginning. */
    PROMPT_PREVIEW(Type.TEXT, "The prompt's beginning, redacted."),
    /** The whole prompt. */
    PROMPT(Type.TEXT, "The whole prompt, redacted; only in content mode `full`."),
    /** Stands for the prompt. */
    PROMPT_HASH(Type.TEXT, "The prompt's keyed hash; only in content mode `hash`."),
    /** The market. */
    MARKET_CONTEXT(Type.OBJECT, "What the bot knew of the market, redacted by its names."),
    /** Whether the model answered. */
    SUCCESS(Type.BOOLEAN, "Whether the model answered."),
    /** Tokens. */
    TOKEN_USAGE(Type.OBJECT, "`prompt_tokens`, `completion_tokens`, `total_tokens` and what else the provider told."),
    /** No tokens were told. */
    USAGE_MISSING(Type.BOOLEAN, "`true` if the provider did not tell how many tokens it used."),
    /** What it cost. */
    COST_ESTIMATE_USD(Type.NUMBER, "What it cost in US dollars; left out if not known, never 0 for that."),
    /** How the cost is known. */
    COST_SOURCE(Type.TEXT, "How the cost is known: the provider's own figure first, `unknown` if not at all."),
    /** The model that answered. */
    SERVED_MODEL(Type.TEXT, "The model that answered, if it is another than the one that was asked."),
    /** Why it ended. */
    FINISH_REASON(Type.TEXT, "Why the answer ended, in the provider's word."),
    /** Length of the answer. */
    RESPONSE_LENGTH(Type.INTEGER, "Length of the whole answer in characters."),
    /** The answer's beginning. */
    RESPONSE_PREVIEW(Type.TEXT, "The answer's beginning, redacted."),
    /** The whole answer. */
    RESPONSE(Type.TEXT, "The whole answer, redacted; only in content mode `full`."),
    /** Stands for the answer. */
    RESPONSE_HASH(Type.TEXT, "The answer's keyed hash; only in content mode `hash`."),
    /** What was decided. */
    ACTION(Type.TEXT, "The bot's word for what it decided."),
    /** How much. */
    SIZE_PCT(Type.NUMBER, "Share of the capital in per cent."),
    /** Why. */
    RATIONALE(Type.TEXT, "Why, redacted."),
    /** What is traded. */
    SYMBOL(Type.TEXT, "What is traded."),
    /** The price. */
    CURRENT_PRICE(Type.NUMBER, "The price at the time."),
    /** What validation said. */
    VALIDATION_RESULT(Type.TEXT, "What the decision's validation said."),
    /** What the risk check said. */
    RISK_ASSESSMENT(Type.TEXT, "What the risk check said."),
    /** Figures. */
    INDICATORS(Type.OBJECT, "Figures that the decision was based on."),
    /** Completions. */
    TOTAL_COMPLETIONS(Type.INTEGER, "Completions of the session that ended, well or not."),
    /** Mean. */
    AVG_RESPONSE_TIME_MS(Type.NUMBER, "Mean response time of completions in milliseconds."),
    /** Shortest. */
    MIN_RESPONSE_TIME_MS(Type.NUMBER, "The shortest response time in milliseconds."),
    /** Longest. */
    MAX_RESPONSE_TIME_MS(Type.NUMBER, "The longest response time in milliseconds."),
    /** Tokens of the session. */
    TOTAL_TOKENS(Type.INTEGER, "Prompt and completion tokens of the session, as far as they are known."),
    /** Cost of the session. */
    TOTAL_COST_ESTIMATE_USD(Type.NUMBER, "Cost of the session in US dollars, as far as it is known."),
    /** Cost of each model. */
    COST_BY_MODEL_USD(Type.OBJECT, "The same for each model."),
    /** Speed. */
    TOKENS_PER_SECOND(Type.NUMBER, "Completion tokens by the summed response time of the completions that told them."),
    /** Share of successes. */
    SUCCESS_RATE(Type.NUMBER, "Share of completions that succeeded, from 0 to 1."),
    /** Rate. */
    COMPLETIONS_PER_HOUR(Type.NUMBER, "Completions by the session's age."),
    /** Share of requests that are logged. */
    SAMPLE_RATE(Type.NUMBER, "Of sampled events: the line stands for `1 / sample_rate` such events."),
    /** Logged after its time. */
    LOGGED_LATE(Type.BOOLEAN, "`true` if the line was logged after its time, because its call failed only later.");

    /** What JSON makes of a value. */
    public enum Type {
        /** A string. */
        TEXT,
        /** A number without a fraction. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** An object. */
        OBJECT
    }

    private final String key = name().toLowerCase(Locale.ROOT);
    private final Type type;
    private final String meaning;

    EventKey(Type type, String meaning) {
        this.type = type;
        this.meaning = meaning;
    }

    /** The key as it is written: the constant's name in lower case. */
    public String key() {
        return key;
    }

    /** What its values are. */
    public Type type() {
        return type;
    }

    /** What it means and in which unit it is, in Markdown. */
    public String meaning() {
        return meaning;
    }
}

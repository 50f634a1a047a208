package dev.sluice.daytona;

import dev.sluice.client.spi.Classification;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Daytona's prose, turned into words. Most of its errors have no code, and quota errors are HTTP 400 with a sentence
 * (texts: daytonaio/daytona v0.190.0, apps/api and apps/proxy; seen in the issues named below).
 */
final class ErrorWords {

    static final String STATE_CHANGE = "STATE_CHANGE_IN_PROGRESS";
    static final String NAME_EXISTS = "NAME_EXISTS";
    static final String NOT_RUNNING = "SANDBOX_NOT_RUNNING";
    static final String FAILED_TO_START = "SANDBOX_FAILED_TO_START";

    private static final Pattern QUOTA = pattern("Total (CPU|memory|disk|GPU) limit exceeded");

    /** The first rule whose text occurs in the message decides. */
    private static final List<Rule> RULES = List.of(
            // The request would be fine on an emptier account: a limit, not a mistake. Nothing was made.
            rule(400, QUOTA, 429, null, ErrorWords::refused),
            rule(400, pattern("exceeds maximum allowed per "), 400, "SANDBOX_TOO_LARGE", UnaryOperator.identity()),
            rule(400, pattern("No available runners"), 503, "NO_RUNNERS", UnaryOperator.identity()),
            // The record stays behind: whoever created it must look it up by name and delete it.
            rule(400, pattern("Sandbox failed to start"), 500, FAILED_TO_START, ErrorWords::refused),
            // daytonaio/daytona#4142, #4632: the proxy refuses before it forwards anything.
            rule(
                    400,
                    pattern("Is the Sandbox started|failed to get runner info"),
                    409,
                    NOT_RUNNING,
                    ErrorWords::refused),
            rule(404, pattern("sandbox container not found"), 409, NOT_RUNNING, ErrorWords::refused),
            rule(409, pattern("with name .* already exists"), 409, NAME_EXISTS, ErrorWords::refused),
            // 409 since April 2026, 400 before (daytonaio/daytona#4307).
            rule(
                    409,
                    pattern("state change in progress|modified by another|in progress"),
                    409,
                    STATE_CHANGE,
                    meant -> meant.transientFailure(true)),
            rule(400, pattern("state change in progress"), 409, STATE_CHANGE, meant -> meant.transientFailure(true)),
            rule(403, pattern("Organization is suspended"), 403, "ORGANIZATION_SUSPENDED", UnaryOperator.identity()),
            rule(503, pattern("maintenance"), 503, "MAINTENANCE", UnaryOperator.identity()),
            rule(
                    503,
                    pattern("Temporary authentication service error"),
                    503,
                    "AUTHENTICATION_SERVICE",
                    UnaryOperator.identity()));

    private ErrorWords() {}

    /** What a status and a sentence mean; the status alone if the sentence is not known. */
    static Classification classify(int status, String message) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.text.matcher(message);
            if (rule.status == status && matcher.find()) {
                String word = rule.word == null ? "QUOTA_" + matcher.group(1).toUpperCase(Locale.ROOT) : rule.word;
                return rule.advice.apply(Classification.of(rule.means).code(word));
            }
        }
        return Classification.of(status);
    }

    /** Asking again would be answered the same. */
    private static Classification refused(Classification meant) {
        return meant.transientFailure(false);
    }

    private static Rule rule(
            int status, Pattern text, int means, @Nullable String word, UnaryOperator<Classification> advice) {
        return new Rule(status, text, means, word, advice);
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    private record Rule(
            int status, Pattern text, int means, @Nullable String word, UnaryOperator<Classification> advice) {}
}

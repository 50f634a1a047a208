package dev.sluice.daytona;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.NotProcessed;
import dev.sluice.client.spi.RemainingLimit;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryTimes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what an answer means. Daytona's own code goes before the words we read out of its sentences, except where the
 * sentence says more than a code that only repeats the status.
 */
final class DaytonaClassifier implements ResponseClassifier {
    /** By HTTP status and our word for the sentence ({@link ErrorWords}). */
    static final List<NotProcessed> NOT_PROCESSED = List.of(
            NotProcessed.any(429), // the throttler answers before anything else does
            new NotProcessed(400, "NO_RUNNERS"),
            new NotProcessed(400, ErrorWords.STATE_CHANGE),
            new NotProcessed(409, ErrorWords.STATE_CHANGE),
            new NotProcessed(503, "MAINTENANCE"),
            new NotProcessed(503, "AUTHENTICATION_SERVICE"));

    /** The throttler of each operation that has one of its own; the toolbox is not counted. */
    private static final Map<String, String> THROTTLERS = Map.of(
            SandboxOperations.CREATE, "sandbox-create",
            SandboxOperations.LIST, "sandbox-list",
            SandboxOperations.DELETE, "sandbox-lifecycle",
            SandboxOperations.GET, "authenticated");

    @Override
    public Classification classify(ResponseHead head, byte[] body) {
        if (head.status() < 400) {
            return Classification.of(head.status()).remaining(remaining(head));
        }
        ErrorBody error = ErrorBody.read(body);
        Classification meant = ErrorWords.classify(head.status(), error.message())
                .message(error.message().isEmpty() ? null : error.message())
                .retryAt(RetryTimes.longestRetryAfter(head).orElse(null));
        if (meant.code().isEmpty()) {
            meant = meant.code(error.code());
        }
        if (head.status() == 408) {
            // The command was killed, its output lost: known, and no reason to run it again.
            return meant.transientFailure(false);
        }
        return NotProcessed.covers(NOT_PROCESSED, head.status(), meant.code().orElse(null), null)
                ? meant.notProcessed()
                : meant;
    }

    /** Daytona puts the throttler's name behind the header's; the one of the call's own group is heeded. */
    private static @Nullable RemainingLimit remaining(ResponseHead head) {
        String throttler = THROTTLERS.get(head.operation());
        return throttler == null
                ? null
                : RemainingLimit.of(head, "x-ratelimit-remaining-" + throttler, "x-ratelimit-reset-" + throttler)
                        .orElse(null);
    }
}

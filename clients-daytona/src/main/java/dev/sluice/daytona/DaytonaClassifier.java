package dev.sluice.daytona;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryTimes;

/**
 * Says what an answer means. Daytona's own code goes before the words we read out of its sentences, except where the
 * sentence says more than a code that only repeats the status.
 */
final class DaytonaClassifier implements ResponseClassifier {

    @Override
    public Classification classify(ResponseHead head, byte[] body) {
        if (head.status() < 400) {
            return Classification.of(head.status());
        }
        ErrorBody error = ErrorBody.read(body);
        Classification meant = ErrorWords.classify(head.status(), error.message())
                .message(error.message().isEmpty() ? null : error.message())
                .retryAt(RetryTimes.longestRetryAfter(head).orElse(null));
        if (meant.code().isEmpty()) {
            meant = meant.code(error.code());
        }
        return switch (head.status()) {
            // The command was killed, its output lost: known, and no reason to run it again.
            case 408 -> meant.transientFailure(false);
            // The throttler answers before anything else does.
            case 429 -> meant.notProcessed();
            default -> meant;
        };
    }
}

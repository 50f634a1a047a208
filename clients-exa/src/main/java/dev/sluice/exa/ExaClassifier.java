package dev.sluice.exa;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.NotProcessed;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands Exa's answers (statuses and tags: exa.ai/docs/reference/error-codes; 2026). */
final class ExaClassifier implements ResponseClassifier {
    /** Exa's windows last a second and recorded resets lie within seconds: a later one is something else, and is not believed. */
    private static final Duration BELIEVABLE_RESET = Duration.ofMinutes(1);

    /** Recorded on the websets API (October 2025) with status 400. */
    private static final String BAD_KEY = "x-api-key header is invalid";

    static final List<NotProcessed> NOT_PROCESSED = List.of(
            // "The request was not processed; retry with backoff" (error-codes page).
            new NotProcessed(503, "SERVICE_OVERLOADED"),
            // No page says so; our inference: a limiter answers before there is any work.
            NotProcessed.any(429));

    @Override
    public Classification classify(ResponseHead head, byte[] body) {
        Optional<String> headerId = head.header("x-request-id");
        if (head.status() < 300) {
            return Classification.of(head.status()).providerRequestId(headerId.orElse(null));
        }
        ExaErrorBody error = ExaErrorBody.parse(body);
        Classification classification = Classification.of(status(head, error))
                .code(error.code())
                .message(error.message())
                .providerRequestId(error.requestId() != null ? error.requestId() : headerId.orElse(null))
                .retryAt(retryAt(head));
        return isNotProcessed(head.status(), error) ? classification.notProcessed() : classification;
    }

    static boolean isNotProcessed(int status, ExaErrorBody error) {
        return NotProcessed.covers(NOT_PROCESSED, status, error.code(), null);
    }

    private static int status(ResponseHead head, ExaErrorBody error) {
        return head.status() == 400 && BAD_KEY.equals(error.message()) ? 401 : head.status();
    }

    /** No Retry-After was seen in any recording or page, but it would win; the reset is sometimes some seconds past and then says nothing. */
    private static @Nullable Instant retryAt(ResponseHead head) {
        Optional<Instant> told = RetryTimes.retryAfter(head);
        if (told.isPresent() || head.status() != 429) {
            return told.orElse(null);
        }
        Instant now = head.receivedAt();
        return RetryTimes.header(head, "x-ratelimit-reset")
                .filter(reset -> reset.isAfter(now) && reset.isBefore(now.plus(BELIEVABLE_RESET)))
                .orElse(null);
    }
}

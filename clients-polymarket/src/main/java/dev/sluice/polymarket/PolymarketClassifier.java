package dev.sluice.polymarket;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.NotProcessed;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands the answers of Gamma and the CLOB (docs.polymarket.com, error codes; August 2026). */
final class PolymarketClassifier implements ResponseClassifier {
    /** Our word for an answer that is Cloudflare's and not Polymarket's: a block by address or country. */
    static final String CLOUDFLARE_BLOCK = "cloudflare_block";

    static final List<NotProcessed> NOT_PROCESSED = List.of(
            NotProcessed.any(425), // the matching engine restarts
            NotProcessed.any(429), // the signer's bucket or Cloudflare, before anything is matched
            new NotProcessed(500, "order timed out")); // "rejected before reaching the book, safe to resubmit"

    @Override
    public Classification classify(ResponseHead head, byte[] body) {
        if (head.status() < 300) {
            return Classification.of(head.status());
        }
        PolymarketErrorBody error = PolymarketErrorBody.parse(body);
        Classification classification = Classification.of(head.status())
                .code(error.isSilent() && isCloudflareBlock(head) ? CLOUDFLARE_BLOCK : error.code())
                .message(error.message())
                .retryAt(retryAt(head, error));
        if (restrictsTrading(head, error)) {
            // Orders are refused for minutes while cancels and reads go on: nobody else waits, and no circuit opens.
            return classification.pauses(PauseScope.NONE).refusedOnPurpose();
        }
        return NotProcessed.covers(NOT_PROCESSED, head.status(), null, error.message())
                ? classification.notProcessed()
                : classification;
    }

    /** The header wins over the body, as in the official clients. */
    private static @Nullable Instant retryAt(ResponseHead head, PolymarketErrorBody error) {
        Optional<Instant> inHeader = RetryTimes.retryAfter(head);
        return inHeader.or(
                        () -> Optional.ofNullable(error.retryAfter()).flatMap(value -> RetryTimes.parse(value, head)))
                .orElse(null);
    }

    private static boolean isCloudflareBlock(ResponseHead head) {
        return head.status() == 403 && head.mediaType().equals("text/html");
    }

    private static boolean restrictsTrading(ResponseHead head, PolymarketErrorBody error) {
        return head.status() == 503
                && ("post_only_mode".equals(error.code())
                        || error.says("Trading is currently cancel-only")
                        || error.says("Trading is currently disabled"));
    }
}

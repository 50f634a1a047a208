package dev.sluice.client;

import dev.sluice.client.spi.CallSettler;
import dev.sluice.ratelimit.Permit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Corrects what a permit was charged to what the answer says was used. */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final CallSettler settler;

    Settling(CallSettler settler) {
        this.settler = settler;
    }

    /** Now, or of a stream when it has ended; after its permit is closed is in time. */
    void of(Permit permit, @Nullable Object answer) {
        if (answer instanceof LiveStream<?> stream) {
            stream.onEnd(ending -> settle(permit, stream.lastEvent()));
        } else {
            settle(permit, answer);
        }
    }

    private void settle(Permit permit, @Nullable Object answer) {
        if (answer != null) {
            try {
                settler.settle(answer, new Correction(permit));
            } catch (RuntimeException defect) {
                LOG.warn("settler failed, the estimate stays charged", Causes.redacted(defect));
            }
        }
    }

    private record Correction(Permit permit) implements CallSettler.ActualCost {
        @Override
        public CallSettler.ActualCost used(String quota, long amount) {
            permit.settle(quota, amount);
            return this;
        }

        @Override
        public CallSettler.ActualCost used(String quota, BigDecimal amount) {
            permit.settle(quota, amount);
            return this;
        }
    }
}

package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.ratelimit.Permit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Corrects what a permit was charged to what the answer, or its failure, says was used. */
final class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final CallSettler settler;

    Settling(CallSettler settler) {
        this.settler = settler;
    }

    /** Now, or of a stream when it has ended; after its permit is closed is in time. */
    void of(Permit permit, Call call, @Nullable Object answer) {
        CallSettler.ActualCost cost = new Correction(permit, call);
        if (answer instanceof LiveStream<?> stream) {
            stream.onEnd(ending -> {
                settle(cost, stream.lastEvent());
                failed(cost, ending.failure());
            });
        } else {
            settle(cost, answer);
        }
    }

    /** An attempt that gave no answer. */
    void failed(Permit permit, Call call, ClientException failure) {
        failed(new Correction(permit, call), failure);
    }

    private void settle(CallSettler.ActualCost cost, @Nullable Object answer) {
        if (answer != null) {
            guarded(some -> settler.settle(answer, some), cost);
        }
    }

    private void failed(CallSettler.ActualCost cost, @Nullable ClientException failure) {
        if (failure != null) {
            guarded(some -> settler.settleFailed(failure, some), cost);
        }
    }

    private static void guarded(Consumer<CallSettler.ActualCost> settling, CallSettler.ActualCost cost) {
        try {
            settling.accept(cost);
        } catch (Throwable defect) {
            // of any kind: a stream's reader must not meet it, nor who closes the stream
            LOG.warn("settler failed, the estimate stays charged", Causes.redacted(defect));
        }
    }

    private record Correction(Permit permit, Call call) implements CallSettler.ActualCost {
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

        @Override
        public Optional<String> providerRequestId() {
            return Optional.ofNullable(call.providerRequestId());
        }

        @Override
        public CallSettler.ActualCost usedNothing() {
            call.plan().estimated().forEach(quota -> permit.settle(quota, 0));
            return this;
        }
    }
}

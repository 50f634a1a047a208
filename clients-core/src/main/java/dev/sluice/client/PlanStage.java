package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.CallCustomizer;
import org.jspecify.annotations.Nullable;

/** Lets the provider read from the typed arguments what limits need, and then the caller have his way. */
final class PlanStage implements Stage {
    private final CallCustomizer customizer;
    private final Stage next;

    PlanStage(CallCustomizer customizer, Stage next) {
        this.customizer = customizer;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        try {
            customizer.customize(call.plan());
        } catch (Exception defect) {
            throw new RequestNotSentException(
                    call.failed(), "call cannot be planned", Repeatability.FINAL, Causes.redacted(defect));
        }
        call.plan().override(call.options());
        return next.run(call, invocation);
    }
}

package dev.sluice.examples;

import dev.sluice.client.CallListener;
import dev.sluice.client.CallRecord;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tells the simulators what to do wrong, each provider just before its turn comes: a fault of two seconds would be over before a provider
 * that every interval asks last has its first call. Thread-safe.
 */
final class FaultInjector implements CallListener {
    private final SimulatorControl control;
    private final Mode mode;
    private final Queue<FaultOrder> pending;

    FaultInjector(SimulatorControl control, Mode mode, List<FaultOrder> faults) {
        this.control = control;
        this.mode = mode;
        this.pending = new ConcurrentLinkedQueue<>(faults);
    }

    /** The intervals begin. */
    void begin() {
        injectAfter(null);
    }

    @Override
    public void onCall(CallRecord call) {
        injectAfter(call.provider());
    }

    private void injectAfter(@Nullable String provider) {
        for (FaultOrder fault : List.copyOf(pending)) {
            String before = askedBefore(fault.provider());
            if ((before == null || before.equals(provider)) && pending.remove(fault)) {
                inject(fault);
            }
        }
    }

    private void inject(FaultOrder fault) {
        try {
            control.inject(fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whose call precedes this provider's in an interval; null for those asked at once. */
    private @Nullable String askedBefore(String provider) {
        return switch (provider) {
            case Providers.DAYTONA -> Providers.EXA;
            case Providers.OPENROUTER -> mode == Mode.CODE ? Providers.DAYTONA : Providers.EXA;
            default -> null;
        };
    }
}

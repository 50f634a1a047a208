package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/** One limiter's departure: what its end and its settlements do to the model. */
final class ModelDeparture {
    private final List<Runnable> ends = new ArrayList<>();
    private final List<Settleable> settleables = new ArrayList<>();
    private final Set<String> settled = new HashSet<>();
    private long settledAt;

    void onEnd(Runnable end) {
        ends.add(end);
    }

    /** What a kind was charged somewhere, and how to correct it by an amount that may be negative. */
    void onSettle(String kind, LongUnaryOperator actualToExcess, LongConsumer correct) {
        settleables.add(new Settleable(kind, actualToExcess, correct));
    }

    void ended() {
        ends.forEach(Runnable::run);
    }

    long settledAt() {
        return settledAt;
    }

    /** Whether the first call of a kind that was charged, as the limiter must answer. */
    boolean settle(String kind, long actual, long now) {
        settledAt = now;
        List<Settleable> concerned =
                settleables.stream().filter(one -> one.kind.equals(kind)).toList();
        if (concerned.isEmpty() || !settled.add(kind)) {
            return false;
        }
        concerned.forEach(one -> one.correct.accept(one.actualToExcess.applyAsLong(actual)));
        return true;
    }

    private record Settleable(String kind, LongUnaryOperator actualToExcess, LongConsumer correct) {}
}

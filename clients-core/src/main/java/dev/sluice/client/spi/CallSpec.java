package dev.sluice.client.spi;

import dev.sluice.ratelimit.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** One call before it waits for anything: its typed arguments, and what limits and deadlines may be set from them. For one thread. */
public interface CallSpec {
    /** The operation's name. */
    String operation();

    /** The first argument of this type; empty if the method has none or it is null. */
    <A> Optional<A> argument(Class<A> type);

    /** Puts the call into a group of the limits instead of the operation's own. */
    CallSpec group(String group);

    /**
     * Puts the call into this group unless it is in one, and otherwise into this subgroup of that: a name that need not be configured, so that what the
     * server refuses of this kind alone ({@link PauseScope#NARROW}), one model say, pauses nothing else. May be said before or after {@link #group}.
     */
    CallSpec narrowGroup(String group);

    /**
     * Says what the call is expected to cost of a quota, e.g. {@code tokens}; {@link CallSettler} corrects it afterwards.
     *
     * @throws IllegalArgumentException if the amount is negative
     */
    CallSpec cost(String quota, long amount);

    /**
     * Says what the call is expected to cost of a quota of money, e.g. {@code usd}; rounded up to a billionth.
     *
     * @throws IllegalArgumentException if the amount is negative or above a billion
     */
    CallSpec cost(String quota, BigDecimal amount);

    /**
     * Says that the call costs money: a budget of the limits charges its estimate where no cost in {@code usd} is said. {@link RetryClass#BILLED} operations are
     * so without saying it.
     */
    CallSpec billed();

    /** Sets the call's priority; {@link Priority#NORMAL} unless set. */
    CallSpec priority(Priority priority);

    /** Replaces the configured deadline, counted from the call's beginning. */
    CallSpec deadline(Duration deadline);
}

package dev.sluice.simulators;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One account at a provider: its tally, its faults, its windows and its concurrency, shared by all hosts that belong to it. Thread-safe. */
final class Account {
    private final Traffic traffic;
    private final Faults faults;
    private final Quotas quotas;
    private final String name;
    private final SimulatorOptions options;

    Account(String name, SimulatorOptions options) {
        traffic = new Traffic(options.time());
        faults = new Faults(options.time());
        quotas = new Quotas(options.time());
        this.name = name;
        this.options = options;
    }

    /** A request has arrived that counts among all of the account. */
    Visit arrive() {
        return arrive("");
    }

    /** A request has arrived that counts among those of its room, which have a concurrency of their own; the empty one is the account's. */
    Visit arrive(String room) {
        faults.arrived();
        return new Visit(room, traffic.arrived(room));
    }

    void inject(Fault fault) {
        faults.inject(fault);
    }

    ProviderReport report() {
        return traffic.report(faults.report());
    }

    /** One request in flight, until {@link #leave()}. */
    final class Visit {
        private final String room;
        private final int inFlight;
        private final AtomicBoolean left = new AtomicBoolean();

        private Visit(String room, int inFlight) {
            this.room = room;
            this.inFlight = inFlight;
        }

        /** Names the request; the result is the fault that strikes it, which then is counted. */
        Optional<InjectedFault> ask(String operation) {
            traffic.asked(operation);
            Optional<InjectedFault> fault = faults.strike(operation);
            fault.ifPresent(struck -> traffic.injected());
            return fault;
        }

        /** Notes what a fault has answered instead of the provider. */
        void answeredInstead(Answer answer) {
            if (answer.status() == 429) {
                traffic.injectedTooMany();
            }
        }

        /** Counts the request against the limits; a refusal is counted as a violation. */
        Optional<Refusal> admit(Operation operation) {
            int maxConcurrent = options.maxConcurrentOf(room.isEmpty() ? name : name + "_" + room);
            Optional<Refusal> refusal = inFlight > maxConcurrent
                    ? Optional.of(quotas.refusal(Refusal.CONCURRENCY, maxConcurrent, Duration.ofSeconds(1)))
                    : quotas.take(operation);
            refusal.ifPresent(refused -> traffic.violated());
            return refusal;
        }

        Optional<Quotas.State> state(Operation operation) {
            return quotas.state(operation);
        }

        void answered(InjectedFault fault) {
            faults.answered(fault);
        }

        /** The last byte is about to go, or the request has failed; again is harmless. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                traffic.left(room);
            }
        }
    }
}

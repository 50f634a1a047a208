package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The injected faults of one account, in the order they came. Thread-safe. */
final class Faults {
    private final TimeSource time;
    private final List<InjectedFault> faults = new ArrayList<>();

    Faults(TimeSource time) {
        this.time = time;
    }

    synchronized void inject(Fault fault) {
        faults.add(new InjectedFault(fault, time));
    }

    /** Notes an arrival for those faults whose Retry-After runs. */
    synchronized void arrived() {
        faults.forEach(InjectedFault::arrived);
    }

    /** The oldest fault that strikes this operation now; the strike is counted. */
    synchronized Optional<InjectedFault> strike(String operation) {
        return faults.stream().filter(fault -> fault.strikes(operation)).findFirst();
    }

    synchronized void answered(InjectedFault fault) {
        fault.answered();
    }

    synchronized List<FaultReport> report() {
        return faults.stream().map(InjectedFault::report).toList();
    }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** More threads than permits and no work: what it costs to hand a permit from one to the next, and whether all get their share. */
public final class HandoffReport {
    private static final List<Contender> GATES = List.of(
            Contender.SEMAPHORE_UNFAIR,
            Contender.SEMAPHORE_FAIR,
            Contender.SLUICE,
            Contender.RESILIENCE4J,
            Contender.FAILSAFE);
    private static final List<Contender> CHAINS =
            List.of(Contender.SLUICE, Contender.RESILIENCE4J, Contender.BUCKET4J, Contender.GUAVA, Contender.FAILSAFE);

    private final Crowd crowd;
    private final int permits;
    private final Duration duration;

    HandoffReport(int threads, int permits, Duration duration) {
        this.crowd = Crowd.ofPlatformThreads(threads);
        this.permits = permits;
        this.duration = duration;
    }

    /** @param args how many times the usual length; 1 if not said */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(Machine.describe());
        new HandoffReport(64, 10, Arguments.times(Duration.ofSeconds(2), args)).print(System.out);
    }

    void print(PrintStream out) throws InterruptedException {
        Table table = Table.print(
                out,
                crowd.size() + " threads, " + permits + " permits, no hold",
                "contender",
                "grants/s",
                "CPU us/op",
                "p50 us",
                "p99 us",
                "max us",
                "Jain");
        for (Contender contender : GATES) {
            row(table, contender.label() + ", gate", contender, Limits.gate(permits));
        }
        for (Contender contender : CHAINS) {
            Limits limits = Limits.paced(permits, Limits.idle().delay()).withIdleQuota();
            row(table, contender.label() + ", composed", contender, limits);
        }
    }

    private void row(Table table, String name, Contender contender, Limits limits) throws InterruptedException {
        try (Chain<?> chain = contender.chain(limits)) {
            new HandoffTrial<>(chain, permits, crowd).run(duration.dividedBy(2));
            HandoffTrial.Handoff result = new HandoffTrial<>(chain, permits, crowd).run(duration);
            Waits waits = result.waits();
            table.row(
                    name,
                    Table.number(waits.count() * 1e9 / result.ran().nanos(), 0),
                    Cpu.microsEach(result.ran().cpuNanos(), waits.count(), 2),
                    Table.number(waits.percentileNanos(0.5) / 1e3, 1),
                    Table.number(waits.percentileNanos(0.99) / 1e3, 1),
                    Table.number(waits.maxNanos() / 1e3, 0),
                    result.jain());
        }
    }
}

package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.SluiceChain;
import dev.sluice.ratelimit.AcquireRequest;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What waiters cost each other: those who gave up, and those who still wait. */
public final class QueueReport {
    private static final List<Contender> PEERS =
            List.of(Contender.RESILIENCE4J, Contender.BUCKET4J, Contender.GUAVA, Contender.FAILSAFE);
    private static final List<Contender> IN_ORDER =
            List.of(Contender.SLUICE, Contender.SEMAPHORE_FAIR, Contender.RESILIENCE4J, Contender.FAILSAFE);
    private final PrintStream out;
    private final int few;
    private final int many;

    QueueReport(PrintStream out, int few, int many) {
        this.out = out;
        this.few = few;
        this.many = many;
    }

    /** @param args how many times the usual length; 1 if not said */
    public static void main(String[] args) throws Exception {
        System.out.println(Machine.describe());
        QueueReport report = new QueueReport(System.out, 10, 10_000);
        report.cancelled(20, Duration.ofMillis(100));
        report.futures(Arguments.times(20_000, args));
        Optional<Starter> virtual = Starter.virtual();
        if (virtual.isPresent()) {
            report.threads(virtual.get(), Arguments.times(Duration.ofSeconds(2), args));
        }
    }

    void cancelled(int waiters, Duration delay) throws Exception {
        Table table = Table.print(
                out,
                waiters + " waiters that gave up, " + delay.toMillis() + " ms apart: how long the next caller waits",
                "contender",
                "ms",
                "of a delay");
        CancelTrial trial = new CancelTrial(waiters, delay);
        next(table, "Sluice, interrupted", trial.interrupted(Contender.SLUICE), delay);
        next(table, "Sluice, futures cancelled", trial.sluiceFutures(), delay);
        for (Contender peer : PEERS) {
            next(table, peer.label() + ", interrupted", trial.interrupted(peer), delay);
        }
        next(table, "Bucket4j, futures cancelled", trial.bucket4jFutures(), delay);
    }

    private static void next(Table table, String name, long nanos, Duration delay) {
        table.row(name, Table.number(nanos / 1e6, 1), (double) nanos / delay.toNanos());
    }

    void futures(int turns) throws Exception {
        Table table = Table.print(
                out,
                "Sluice: ns per release, grant and new arrival, with so many waiting futures",
                "waiters",
                String.valueOf(few),
                String.valueOf(many),
                "ratio");
        AcquireRequest bounded = AcquireRequest.one().within(Duration.ofHours(1));
        futures(table, "without bound", turns, new QueueTrial(AcquireRequest.one(), false));
        futures(table, "bounded by an hour", turns, new QueueTrial(bounded, false));
        futures(table, "one cancelled instead of granted", turns, new QueueTrial(bounded, true));
    }

    private void futures(Table table, String name, int turns, QueueTrial trial) throws Exception {
        double inShort = best(turns, trial, few);
        double inLong = best(turns, trial, many);
        table.row(name, Table.number(inShort, 0), Table.number(inLong, 0), inLong / inShort);
    }

    private static double best(int turns, QueueTrial trial, int waiters) throws Exception {
        try (SluiceChain chain = SluiceChain.completingInPlace(Limits.gate(1))) {
            return trial.bestNanos(chain.limiter(), waiters, turns);
        }
    }

    void threads(Starter virtual, Duration length) throws InterruptedException {
        Table table = Table.print(
                out,
                "Virtual threads taking turns at one permit: CPU us per grant, with so many of them",
                "contender",
                String.valueOf(few),
                String.valueOf(many),
                "ratio");
        for (Contender contender : IN_ORDER) {
            double ofFew = cpuMicros(contender, new Crowd(few, virtual), length);
            double ofMany = cpuMicros(contender, new Crowd(many, virtual), length);
            table.row(contender.label(), Table.number(ofFew, 2), Table.number(ofMany, 2), ofMany / ofFew);
        }
    }

    private static double cpuMicros(Contender contender, Crowd crowd, Duration length) throws InterruptedException {
        try (Chain<?> chain = contender.chain(Limits.gate(1))) {
            long[] turns = new long[crowd.size()];
            crowd.run(length.dividedBy(2), caller -> chain.pass());
            Crowd.Ran ran = crowd.run(length, caller -> {
                chain.pass();
                turns[caller]++;
            });
            return ran.cpuNanos() / 1e3 / Arrays.stream(turns).sum();
        }
    }
}

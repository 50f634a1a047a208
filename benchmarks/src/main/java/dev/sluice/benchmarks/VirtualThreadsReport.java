package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Thousands of virtual threads at one limiter: JDK 21 and later. */
public final class VirtualThreadsReport {
    private static final List<Contender> CONTENDERS = List.of(
            Contender.SLUICE,
            Contender.SLUICE_SPINNING,
            Contender.RESILIENCE4J,
            Contender.BUCKET4J,
            Contender.GUAVA,
            Contender.FAILSAFE);
    private static final Duration HOLD = Duration.ofMillis(1);
    private static final Limits LIMITS = Limits.paced(10, Duration.ofNanos(200_000));
    private static final int WARM_UP_THREADS = 100;
    private static final int LOG = 1 << 18;

    private final Crowd crowd;
    private final Starter virtual;
    private final Duration duration;

    VirtualThreadsReport(int threads, Starter virtual, Duration duration) {
        this.crowd = new Crowd(threads, virtual);
        this.virtual = virtual;
        this.duration = duration;
    }

    /** @param args how many times the usual length; 1 if not said */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(Machine.describe());
        Optional<Starter> virtual = Starter.virtual();
        if (virtual.isEmpty()) {
            System.out.println(
                    "JDK " + Runtime.version().feature() + " (expected: 21 or later, which has virtual threads)");
            return;
        }
        VirtualThreadsReport report =
                new VirtualThreadsReport(10_000, virtual.get(), Arguments.times(Duration.ofSeconds(5), args));
        report.printGrants(System.out);
        report.printMemory(System.out);
    }

    void printGrants(PrintStream out) throws InterruptedException {
        Table table = Table.print(
                out,
                crowd.size() + " virtual threads, " + LIMITS.permits() + " permits, hold 1 ms, pace 0.2 ms",
                "contender",
                "rate/ideal",
                "CPU us/grant",
                "p50 ms",
                "max ms",
                "Jain",
                "overtaken by");
        for (Contender contender : CONTENDERS) {
            new WarmUp(new Crowd(WARM_UP_THREADS, virtual), duration.dividedBy(4)).of(contender::chain);
            try (Chain<?> chain = contender.chain(LIMITS)) {
                row(table, contender.label(), chain);
            }
        }
    }

    private void row(Table table, String name, Chain<?> chain) throws InterruptedException {
        GrantLog log = new GrantLog(LOG);
        Crowd.Ran ran = crowd.run(duration, caller -> turn(chain, log, caller));
        Waits waits = log.waits();
        table.row(
                name,
                Gaps.of(log.granted(), LIMITS.delay().toNanos()).rate(),
                Cpu.microsEach(ran.cpuNanos(), log.size(), 1),
                Table.number(waits.percentileNanos(0.5) / 1e6, 0),
                Table.number(waits.maxNanos() / 1e6, 0),
                Jain.index(log.shares(crowd.size())),
                Overtaking.worst(log.askedAgain()));
    }

    private static <H> void turn(Chain<H> chain, GrantLog log, int caller) throws InterruptedException {
        long asked = System.nanoTime();
        H held = chain.acquire();
        log.add(caller, asked, System.nanoTime());
        try {
            Thread.sleep(HOLD.toMillis()); // the hold that is measured, on the clock that is measured
        } finally {
            chain.release(held);
        }
    }

    void printMemory(PrintStream out) throws InterruptedException {
        Table table = Table.print(out, "Heap per waiting virtual thread, its own stack included", "contender", "bytes");
        WaiterMemory memory = new WaiterMemory(crowd.size(), virtual);
        memory.ofParked();
        table.row("parked, no limiter", Table.number(memory.ofParked(), 0));
        for (Contender contender : CONTENDERS) {
            try (Chain<?> chain = contender.chain(Limits.paced(1, Limits.idle().delay()))) {
                memory.ofWaiters(chain);
                table.row(contender.label(), Table.number(memory.ofWaiters(chain), 0));
            }
        }
    }
}

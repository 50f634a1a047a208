package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.SluiceChain;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** How strictly the distance between two starts is kept, and what is stored up while nothing starts. */
public final class PacingReport {
    private static final List<Contender> PEERS = List.of(
            Contender.RESILIENCE4J, Contender.BUCKET4J, Contender.BUCKET4J_MILLIS, Contender.GUAVA, Contender.FAILSAFE);
    private static final int PERMITS = 64;
    private static final Duration SPINNING_BELOW = Duration.ofMillis(10);

    private final PrintStream out;
    private final int threads;

    PacingReport(PrintStream out, int threads) {
        this.out = out;
        this.threads = threads;
    }

    /** @param args how many times the usual length; 1 if not said */
    public static void main(String[] args) throws InterruptedException {
        System.out.println(Machine.describe());
        PacingReport report = new PacingReport(System.out, 10);
        report.warmUp(Duration.ofMillis(1_500));
        report.gaps(Duration.ofMillis(50), Arguments.times(Duration.ofSeconds(3), args));
        report.gaps(Duration.ofMillis(5), Arguments.times(Duration.ofMillis(1_500), args));
        report.gaps(Duration.ofMillis(1), Arguments.times(Duration.ofMillis(1_500), args));
        report.afterIdle(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMillis(200));
    }

    void warmUp(Duration length) throws InterruptedException {
        WarmUp warmUp = new WarmUp(Crowd.ofPlatformThreads(threads), length);
        for (Duration spin : List.of(Duration.ZERO, SluiceChain.SPIN)) {
            warmUp.of(limits -> SluiceChain.of(limits, new RecordingTime(), spin));
        }
        for (Contender peer : PEERS) {
            warmUp.of(peer::chain);
        }
    }

    void gaps(Duration delay, Duration length) throws InterruptedException {
        Table table = Table.print(
                out,
                threads + " threads, " + delay.toMillis() + " ms apart",
                "contender",
                "gaps",
                "<0.99 delay",
                "< delay",
                "rate/ideal",
                "smallest",
                "CPU us/grant");
        PacingTrial trial = new PacingTrial(threads, delay);
        Limits limits = Limits.paced(PERMITS, delay);
        sluice(table, trial, limits, length, Duration.ZERO);
        if (delay.compareTo(SPINNING_BELOW) < 0) {
            sluice(table, trial, limits, length, SluiceChain.SPIN);
        }
        for (Contender peer : PEERS) {
            try (Chain<?> chain = peer.chain(limits)) {
                trial.run(chain, length.dividedBy(8));
                callers(table, peer.label(), trial.run(chain, length));
            }
        }
    }

    private void sluice(Table table, PacingTrial trial, Limits limits, Duration length, Duration spin)
            throws InterruptedException {
        String name = spin.isZero() ? "Sluice" : "Sluice, spin " + spin.toNanos() / 1_000 + " us";
        RecordingTime time = new RecordingTime();
        try (RecordedChain chain = new RecordedChain(SluiceChain.of(limits, time, spin), time)) {
            trial.run(chain, length.dividedBy(8));
            callers(table, name, trial.run(chain, length));
            OwnStamps.Found found = chain.found();
            Gaps own = Gaps.of(found.stamps(), limits.delay().toNanos());
            table.row(
                    "  by its own stamps (" + found.unknown() + " unknown)",
                    own.count(),
                    Table.percent(own.shareShort()),
                    own.tooShort(),
                    "-",
                    own.smallest(),
                    "-");
        }
    }

    private static void callers(Table table, String name, PacingTrial.Paced paced) {
        Gaps gaps = paced.gaps();
        table.row(
                name,
                gaps.count(),
                Table.percent(gaps.shareShort()),
                "-",
                gaps.rate(),
                gaps.smallest(),
                Cpu.microsEach(paced.cpuNanos(), paced.starts(), 1));
    }

    void afterIdle(Duration delay, Duration idle, Duration length) throws InterruptedException {
        Table table = Table.print(
                out,
                threads + " threads, " + delay.toMillis() + " ms apart, in the first " + length.toMillis()
                        + " ms after " + idle.toMillis() + " ms of nothing",
                "contender",
                "stored up",
                "rate/ideal");
        PacingTrial trial = new PacingTrial(threads, delay);
        Limits limits = Limits.paced(PERMITS, delay);
        try (Chain<?> chain = Contender.SLUICE.chain(limits)) {
            burst(table, Contender.SLUICE.label(), trial.afterIdle(chain, idle, length));
        }
        for (Contender peer : PEERS) {
            try (Chain<?> chain = peer.chain(limits)) {
                burst(table, peer.label(), trial.afterIdle(chain, idle, length));
            }
        }
    }

    private static void burst(Table table, String name, PacingTrial.Burst burst) {
        table.row(name, burst.extra(), burst.rate());
    }
}

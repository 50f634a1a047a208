package dev.sluice.benchmarks;

import dev.sluice.benchmarks.calls.CallContender;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@link WholeCallBenchmark} as one table with the ratios the goals are set in, and the time to the first streamed token. */
public final class WholeCallReport {
    private static final String BYTES = "gc.alloc.rate.norm";

    private final PrintStream out;

    WholeCallReport(PrintStream out) {
        this.out = out;
    }

    /** @param args how many times the usual length; 1 if not said, and less is of no use but to see that everything runs */
    public static void main(String[] args) throws IOException, RunnerException {
        System.out.println(Machine.describe());
        WholeCallReport report = new WholeCallReport(System.out);
        Options options = new OptionsBuilder()
                .include(WholeCallBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .addProfiler(FailedExchanges.class)
                .warmupTime(seconds(3, args))
                .measurementTime(seconds(1, args))
                .build();
        report.calls(new Runner(options).run());
        report.firstToken(Arguments.times(3_000, args));
        report.slowCall(Arguments.times(2_000, args));
        System.out.println(Machine.describe());
    }

    private static TimeValue seconds(int usual, String... args) {
        return TimeValue.nanoseconds(
                Arguments.times(Duration.ofSeconds(usual), args).toNanos());
    }

    void calls(Collection<RunResult> results) {
        Table table = Table.print(
                out,
                "POST of 200 bytes, 2 KiB of JSON bound to a record; percentiles and bytes of one thread",
                "contender",
                "CPU us/call",
                "of default",
                "of same",
                "bytes/call",
                "of same",
                "p50 us",
                "p99 us",
                "10 thr. calls/s",
                "CPU us/call",
                "failed");
        Map<CallContender, RunResult> one = of("oneThread", results);
        Map<CallContender, RunResult> ten = of("tenThreads", results);
        one.forEach((contender, result) -> {
            RunResult crowd = ten.get(contender);
            table.row(
                    contender.label(),
                    Table.number(cpu(result) / 1e3, 1),
                    ratio(cpu(result), one.get(CallContender.RAW), "cpu"),
                    ratio(cpu(result), one.get(CallContender.RAW_SAME_THREAD), "cpu"),
                    Table.number(score(result, BYTES), 0),
                    ratio(score(result, BYTES), one.get(CallContender.RAW_SAME_THREAD), BYTES),
                    Table.number(percentile(result, 50), 0),
                    Table.number(percentile(result, 99), 0),
                    crowd == null ? "-" : Table.number(crowd.getPrimaryResult().getScore(), 0),
                    crowd == null ? "-" : Table.number(cpu(crowd) / 1e3, 1),
                    Table.number(score(result, "failed") + (crowd == null ? 0 : score(crowd, "failed")), 0));
        });
    }

    void firstToken(int calls) throws IOException {
        FirstTokenTrial.FirstToken result = new FirstTokenTrial(calls).run();
        Table table = Table.print(out, "To the first streamed token, in turns", "contender", "p50 us", "p99 us");
        row(table, "java.net.http, first line", result.raw());
        row(table, "Sluice, first event", result.sluice());
    }

    void slowCall(int calls) throws IOException {
        SlowCallTrial.SlowCall result = new SlowCallTrial(calls).run();
        Table table = Table.print(
                out, "A call that the server takes 5 ms for, in turns", "contender", "p50 us", "of unlogged");
        table.row("Sluice, unlogged", Table.number(result.unlogged().nanos() / 1e3, 0), Table.number(1, 3));
        table.row(
                "Sluice, logged",
                Table.number(result.logged().nanos() / 1e3, 0),
                Table.number(1 + result.overhead(), 3));
    }

    private static void row(Table table, String name, Waits waits) {
        table.row(
                name,
                Table.number(waits.percentileNanos(0.5) / 1e3, 0),
                Table.number(waits.percentileNanos(0.99) / 1e3, 0));
    }

    private static Map<CallContender, RunResult> of(String method, Collection<RunResult> results) {
        Map<CallContender, RunResult> byContender = new EnumMap<>(CallContender.class);
        results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .forEach(result ->
                        byContender.put(CallContender.valueOf(result.getParams().getParam("contender")), result));
        return byContender;
    }

    private static String ratio(double value, @Nullable RunResult base, String name) {
        return base == null ? "-" : Table.number(value / score(base, name), 2);
    }

    private static double cpu(RunResult result) {
        return score(result, "cpu");
    }

    private static double percentile(RunResult result, double rank) {
        return result.getPrimaryResult().getStatistics().getPercentile(rank);
    }

    /** Not a number where the profiler gave none. */
    private static double score(RunResult result, String name) {
        Result<?> secondary = result.getSecondaryResults().get(name);
        return secondary == null ? Double.NaN : secondary.getScore();
    }
}

package dev.sluice.benchmarks;

import java.util.Arrays;
import java.util.stream.Stream;

/** What {@code java -jar benchmarks.jar} runs: JMH, with bytes and CPU per operation unless profilers are named. */
public final class Benchmarks {
    private Benchmarks() {}

    /** @param args JMH's own */
    public static void main(String[] args) throws Exception {
        org.openjdk.jmh.Main.main(withProfilers(args));
    }

    static String[] withProfilers(String... args) {
        return Arrays.asList(args).contains("-prof")
                ? args
                : Stream.concat(Arrays.stream(args), Stream.of("-prof", "gc", "-prof", CpuProfiler.class.getName()))
                        .toArray(String[]::new);
    }
}

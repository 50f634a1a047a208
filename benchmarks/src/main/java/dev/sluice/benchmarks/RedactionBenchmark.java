package dev.sluice.benchmarks;

import dev.sluice.benchmarks.redaction.Bodies;
import dev.sluice.benchmarks.redaction.Redaction;
import dev.sluice.benchmarks.redaction.Redactions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make a JSON body fit to be logged, from its bytes to the text that is shown. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RedactionBenchmark {
    @Param
    public Redactions redaction = Redactions.SLUICE;

    /** Of the body. */
    @Param({"2048", "65536"})
    public int bytes;

    /** Whether there are credentials in it. */
    @Param({"true", "false"})
    public boolean secrets;

    private Redaction redactor = json -> "";
    private byte[] body = {};

    @Setup
    public void setUp() {
        redactor = redaction.create();
        body = secrets ? Bodies.request(bytes) : Bodies.harmless(bytes);
    }

    @Benchmark
    public String body() {
        return redactor.redact(body);
    }
}

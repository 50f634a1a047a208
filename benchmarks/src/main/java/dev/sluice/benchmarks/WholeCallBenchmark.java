package dev.sluice.benchmarks;

import dev.sluice.benchmarks.calls.CallContender;
import dev.sluice.benchmarks.calls.Caller;
import dev.sluice.benchmarks.calls.ServerProcess;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A POST of 200 bytes answered by 2 KiB of JSON, bound to a record, over HTTP/1.1 that is kept alive, on loopback. Calls that fail are
 * counted ({@link FailedExchanges}) and do not end the fork, since the JDK's client by itself loses some.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 12, time = 3) // the compilers of a machine with two cores are busy for half a minute
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WholeCallBenchmark {
    /** Who does it. */
    @Param({"RAW", "RAW_SAME_THREAD", "RAW_THREAD_PER_TASK", "FEIGN", "FEIGN_STACK", "OPENAI", "SLUICE"})
    CallContender contender = CallContender.SLUICE;

    private @Nullable ServerProcess server;
    private Caller caller = () -> {
        throw new IllegalStateException("no caller (expected: after the set-up)");
    };

    @Setup
    public void setUp() throws IOException {
        ServerProcess started = ServerProcess.start();
        server = started;
        caller = contender.caller(started.url());
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Object oneThread() {
        return call();
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Threads(10)
    public Object tenThreads() {
        return call();
    }

    private Object call() {
        try {
            return caller.call();
        } catch (IOException | RuntimeException lost) {
            FailedExchanges.count();
            return lost;
        }
    }

    @TearDown
    public void tearDown() {
        caller.close();
        if (server != null) {
            server.close();
        }
    }
}

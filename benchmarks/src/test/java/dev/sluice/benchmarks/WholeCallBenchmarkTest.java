package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.calls.CallContender;
import dev.sluice.benchmarks.calls.Caller;
import dev.sluice.benchmarks.calls.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everybody's call gets its answer, and the tables can be made. */
class WholeCallBenchmarkTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void everyContender_isAnswered() throws IOException {
        try (ServerProcess server = ServerProcess.start()) {
            for (CallContender contender : CallContender.values()) {
                try (Caller caller = contender.caller(server.url())) {
                    assertThat(caller.call().toString())
                            .as(contender.label())
                            .contains("Rain is likely")
                            .isEqualTo(caller.call().toString());
                }
            }
        }
    }

    @Test
    void firstToken_isTimed_andTheRestRead() throws IOException {
        new WholeCallReport(out).firstToken(2);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("first line", "Sluice, first event");
    }

    @Test
    void slowCall_isTimedWithItsLogAndWithout() throws IOException {
        new WholeCallReport(out).slowCall(2);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Sluice, logged", "Sluice, unlogged");
        SlowCallTrial.SlowCall result = new SlowCallTrial(1).run();
        assertThat(result.unlogged().nanos()).isGreaterThan(5_000_000);
        assertThat(result.logged().nanos()).isGreaterThan(5_000_000);
    }

    @Test
    void failures_areCounted() throws IOException {
        WholeCallBenchmark benchmark = new WholeCallBenchmark();
        benchmark.contender = CallContender.RAW_SAME_THREAD;
        benchmark.setUp();
        assertThat(benchmark.oneThread()).hasToString(benchmark.tenThreads().toString());
        benchmark.tearDown();
        long before = FailedExchanges.all();
        assertThat(benchmark.oneThread()).isInstanceOf(IOException.class);
        assertThat(FailedExchanges.all()).isEqualTo(before + 1);
    }

    @Test
    void noResults_makeAnEmptyTable() {
        new WholeCallReport(out).calls(List.of());
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("CPU us/call");
    }
}

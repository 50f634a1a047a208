package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.client.faults.Fault.Trait;
import dev.sluice.client.faults.Play.Outcome;
import dev.sluice.client.spi.RetryClass;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault with every retry class, form, course and protocol: pair by pair, and all of them with {@code -Dsluice.nightly=true} or, those whose name contains it,
 * with {@code -Dsluice.fault=…}. What is to
 * be seen stands in {@link Faults}.
 */
@Timeout(120)
class FaultMatrixTest {
    private static final boolean NIGHTLY = Boolean.getBoolean("sluice.nightly");
    private static final String ONLY = System.getProperty("sluice.fault", "");

    private static final Path TABLE = Path.of("..", "docs", "fault-matrix.md");

    private static WireMockServer wireMock;

    @BeforeAll
    static void start() {
        wireMock = Answers.start();
    }

    @AfterAll
    static void stop() {
        wireMock.stop();
    }

    static Stream<Case> cases() {
        List<Case> all = Case.all(Faults.all());
        List<Case> chosen = NIGHTLY || !ONLY.isEmpty() ? all : Pairwise.of(all, Case::values);
        return chosen.stream().filter(one -> one.toString().contains(ONLY));
    }

    /** At every byte: of a BILLED and an EFFECT stream in turn, at night of everything. */
    static Stream<Case> cuts() {
        List<Fault> cuts = Faults.cuts();
        return NIGHTLY
                ? Case.all(cuts).stream()
                : IntStream.range(0, cuts.size())
                        .mapToObj(bytes -> new Case(
                                cuts.get(bytes),
                                bytes % 2 == 0 ? RetryClass.BILLED : RetryClass.EFFECT,
                                Case.Form.STREAM,
                                true,
                                Case.Course.FOREVER,
                                Version.HTTP_1_1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void fault_isSeenAsTheTableSays(Case test) throws Exception {
        play(test);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void streamCutAtEveryByte_deliversABeginning_thenSaysSo(Case test) throws Exception {
        Outcome outcome = play(test);

        assertThat(outcome.received())
                .isEqualTo(List.of("a", "b").subList(0, outcome.received().size()));
    }

    @Test
    void tableForReaders_isTheOneCommitted() throws IOException {
        if ("write".equals(System.getProperty("sluice.golden"))) {
            Files.writeString(TABLE, MatrixReport.text());
        }
        assertThat(MatrixReport.text())
                .as("%s (to accept the change: -Dsluice.golden=write)", TABLE)
                .isEqualTo(Files.readString(TABLE));
    }

    private static Outcome play(Case test) throws Exception {
        Scene scene = new Scene(test, wireMock);
        try (Server server = test.fault().trouble().open(scene);
                Rig rig = new Rig(test, server.uri(), scene)) {
            Play play = new Play(test, scene, rig);
            Runnable obstacle = test.fault().trouble().obstruct(rig.limiter(), scene);
            Outcome outcome = play.run();
            obstacle.run();
            server.awaitNoExchange();
            new Checks(test, rig, outcome).all(scene, server.requests());
            if (!test.fault().is(Trait.INCURABLE)) {
                scene.recover();
                server.recover();
                play.again();
                assertThat(rig.calls.get(1).attempts())
                        .as("attempts of the next call")
                        .isEqualTo(1);
                Checks.log(rig.events);
            }
            return outcome;
        }
    }
}

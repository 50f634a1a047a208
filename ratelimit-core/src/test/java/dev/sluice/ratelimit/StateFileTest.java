package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    private static final String HEADER = "sluice-limits-state 1\n";
    private static final String LINE = "+ 2026-01-01T00:00:00Z 1 PT24H exa - rpd\n";

    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @Test
    void newFile_beginsWithItsFormat() throws IOException {
        StateFile.open(file(), time).close();

        assertThat(file()).hasContent(HEADER);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("limits.state", "limits.state.lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sluice-lim", "sluice-limits-state 1"})
    void fileThatACrashLeftWhenItWasMade_isNew(String torn) throws IOException {
        write(torn);

        StateFile.open(file(), time).close();

        assertThat(file()).hasContent(HEADER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "+ 2026-01-01T00:00:00Z 1 PT24H exa - rp", "+ 2026-01-01T00:00:00Z 1 PT24H exa - rpd"})
    void lastLineTornByACrash_isDropped(String torn) throws IOException {
        write(HEADER + LINE + torn);

        StateFile.open(file(), time).close();

        assertThat(file()).hasContent(HEADER + LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "+ 2026-01-01T00:00:00Z 1 PT24H exa - ", "# a remark"})
    void anyOtherLineThatIsNoCharge_isRefused_andNothingIsChanged(String line) throws IOException {
        String content = HEADER + LINE + line + "\n" + LINE;
        write(content);

        assertThatThrownBy(() -> StateFile.open(file(), time))
                .isInstanceOf(StateFileException.class)
                .hasMessage(
                        file() + ":3: not a charge (expected: + or -, an instant, an amount, a window, limiter, group"
                                + " and quota, such as + 2026-11-21T10:15:30Z 0.015000000 PT24H@UTC openrouter - usd;"
                                + " without the file, its quotas start anew)");
        assertThat(Files.readString(file())).isEqualTo(content);
    }

    @Test
    void emptyLineAtTheEnd_isRefusedToo() throws IOException {
        write(HEADER + LINE + "\n\n");

        assertThatThrownBy(() -> StateFile.open(file(), time)).hasMessageStartingWith(file() + ":3: not a charge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"providers:\n", "providers", "sluice-limits-state 2\n", "sluice-limits-state 1 \n", "\n"})
    void fileOfAnotherKind_isRefused_andLeftAlone(String content) throws IOException {
        write(content);

        assertThatThrownBy(() -> StateFile.open(file(), time))
                .isInstanceOf(StateFileException.class)
                .hasMessage(file() + ":1: another file (expected: sluice-limits-state 1;"
                        + " without the file, its quotas start anew)");
        assertThat(Files.readString(file())).isEqualTo(content);
    }

    @Test
    void refusedFile_canBeOpenedOnceItIsRepaired() throws IOException {
        write(HEADER + "garbage\n");
        assertThatThrownBy(() -> StateFile.open(file(), time)).isInstanceOf(StateFileException.class);
        write(HEADER + LINE);

        StateFile.open(file(), time).close();

        assertThat(file()).hasContent(HEADER + LINE);
    }

    @Test
    void fileThatIsOpen_isRefusedToOthers_howeverOftenTheyAsk() throws IOException {
        StateFile first = StateFile.open(file(), time);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file());
        for (Path path : List.of(file(), file(), link, directory.resolve("./limits.state"))) {
            assertThatThrownBy(() -> Limiters.builder(LimitsConfig::defaultsFor)
                            .stateFile(path)
                            .build())
                    .isInstanceOf(StateFileException.class)
                    .hasMessageEndingWith("limits.state: in use by this process (expected: one Limiters per file)");
        }
        first.close();
        first.close();

        StateFile.open(link, time).close();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void placeThatCannotHoldAFile_isRefused() {
        assertThatThrownBy(() -> StateFile.open(directory.resolve("none/limits.state"), time))
                .isInstanceOf(StateFileException.class)
                .hasMessageStartingWith("state file " + directory.resolve("none/limits.state") + ": ")
                .hasMessageEndingWith(" (expected: a file that can be read and written)");
        assertThatThrownBy(() -> StateFile.open(directory, time)).isInstanceOf(StateFileException.class);
    }

    @Test
    void opening_dropsWhatNoLongerCounts() throws IOException {
        write(HEADER + LINE + LINE.replace("01-01", "01-02"));
        time.advance(Duration.ofDays(1));

        StateFile.open(file(), time).close();

        assertThat(file()).hasContent(HEADER + LINE.replace("01-01", "01-02"));
    }

    @Test
    void growingFile_isReplacedByWhatCounts() throws IOException {
        StateLine line = StateLine.parse(LINE.strip());
        long largest = 0;
        try (StateFile state = StateFile.open(file(), time)) {
            for (int i = 0; i < 60_000; i++) {
                state.append(List.of(line));
                largest = i % 100 == 0 ? Math.max(largest, Files.size(file())) : largest;
            }
        }

        assertThat(largest).isBetween((long) StateFile.COMPACT_BYTES / 2, StateFile.COMPACT_BYTES + 100L);
        try (StateFile again = StateFile.open(file(), time)) {
            assertThat(again.book().lines(time.instant()))
                    .extracting(StateLine::amount)
                    .containsExactly(60_000L);
        }
    }

    @Test
    void failingWrites_costNoCharge_onceTheyWorkAgain() throws IOException {
        FlakyStore store = new FlakyStore();
        StateFile state = new StateFile("limits.state", time, store, new ChargeBook());
        StateLine line = StateLine.parse(LINE.strip());
        state.append(List.of(line));
        store.fails = true;
        state.append(List.of(line));
        store.fails = false;
        state.append(List.of(line));
        assertThat(store.text.toString()).as("no line behind a torn one").isEqualTo(HEADER + LINE + "torn");

        time.advance(Duration.ofSeconds(10));
        state.append(List.of(line));
        assertThat(store.text).hasToString(HEADER + LINE.replace(" 1 ", " 4 "));

        state.append(List.of(line));
        assertThat(store.text).hasToString(HEADER + LINE.replace(" 1 ", " 4 ") + LINE);
    }

    @Test
    void problemThatStays_isTriedNowAndThenOnly() throws IOException {
        FlakyStore store = new FlakyStore();
        StateFile state = new StateFile("limits.state", time, store, new ChargeBook());
        store.fails = true;
        for (int i = 0; i < 100; i++) {
            state.append(List.of(StateLine.parse(LINE.strip())));
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(store.attempts).isEqualTo(1 + 1 + 9);
        store.closeFails = true;
        state.close();
        state.append(List.of(StateLine.parse(LINE.strip())));
        assertThat(store.attempts).isEqualTo(11);
    }

    @Test
    void storeThatFailsAtOnce_isNotOpened() {
        FlakyStore store = new FlakyStore();
        store.fails = true;

        assertThatThrownBy(() -> new StateFile("limits.state", time, store, new ChargeBook()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void limitsGoOn_whenTheDirectoryVanished() throws IOException {
        LimitsConfig config =
                LimitsConfig.of(10, Duration.ZERO).withQuotas(QuotaConfig.sliding("rpd", 2, Duration.ofDays(1)));
        Limiters limiters = Limiters.builder(provider -> config)
                .time(time)
                .stateFile(Files.createDirectory(directory.resolve("gone")).resolve("limits.state"))
                .build();
        try (limiters) {
            List<Path> files = new ArrayList<>(
                    List.of(directory.resolve("gone/limits.state"), directory.resolve("gone/limits.state.lock")));
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory.resolve("gone"));

            assertThat(limiters.limiter("exa").tryAcquire(AcquireRequest.of(2)))
                    .isInstanceOf(TryAcquireResult.Granted.class);
            assertThat(limiters.limiter("exa").tryAcquire(AcquireRequest.one()))
                    .isInstanceOf(TryAcquireResult.Refused.class);
        }
    }

    private Path file() {
        return directory.resolve("limits.state");
    }

    private void write(String content) throws IOException {
        Files.writeString(file(), content);
    }

    /** Fails on demand, and half an append is there then. */
    private static final class FlakyStore implements StateStore {
        private final StringBuilder text = new StringBuilder();
        private boolean fails;
        private boolean closeFails;
        private int attempts;

        @Override
        public void append(byte[] bytes) throws IOException {
            attempt("torn");
            text.append(new String(bytes, StandardCharsets.US_ASCII));
        }

        @Override
        public void replace(byte[] bytes) throws IOException {
            attempt("");
            text.setLength(0);
            text.append(new String(bytes, StandardCharsets.US_ASCII));
        }

        private void attempt(String half) throws IOException {
            attempts++;
            if (fails) {
                text.append(half);
                throw new IOException("no space left on device");
            }
        }

        @Override
        public void close() throws IOException {
            if (closeFails) {
                throw new IOException("no space left on device");
            }
        }
    }
}

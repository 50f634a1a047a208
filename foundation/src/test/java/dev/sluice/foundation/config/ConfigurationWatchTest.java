package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatchTest {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(250);

    private final HandTime time = new HandTime();
    private final Recorder heard = new Recorder();

    @TempDir
    private Path folder;

    private Path file;
    private ConfigurationWatch watch;

    @BeforeEach
    void startWatch() throws IOException {
        file = Files.writeString(folder.resolve("bot.yaml"), count(1));
        watch = ConfigurationWatch.open(file, Bot.READER);
        watch.start(time, EVERY, heard, Runnable::run);
    }

    @Test
    void unchangedFile_isLookedAtInEvenIntervals_andNothingIsTold() throws IOException {
        assertThat(time.turn()).isEqualTo(EVERY);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(time.turn()).isEqualTo(EVERY);
        assertThat(time.turn()).isEqualTo(EVERY);

        assertThat(heard).isEmpty();
    }

    @Test
    void changedFile_isToldOnce_whenASecondLookSoonAfterFindsTheSame() throws IOException {
        Files.writeString(file, count(2));
        time.turn();
        assertThat(heard).isEmpty();
        assertThat(watch.configuration().root(Bot.EVERY).count()).isEqualTo(1);

        assertThat(time.turn()).isEqualTo(SOON);
        assertThat(time.turn()).isEqualTo(EVERY);

        assertThat(heard).containsExactly("count 2");
        assertThat(watch.configuration().root(Bot.EVERY).count()).isEqualTo(2);
    }

    @Test
    void changeThatKeepsSizeAndTime_isFound() throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, count(7));
        Files.setLastModifiedTime(file, before);
        turnTwice();

        assertThat(heard).containsExactly("count 7");
    }

    @Test
    void changeBetweenOpenAndStart_isFound() throws IOException {
        ConfigurationWatch late = ConfigurationWatch.open(file, Bot.READER);
        Files.writeString(file, count(3));
        HandTime lateTime = new HandTime();
        late.start(lateTime, EVERY, heard, Runnable::run);
        lateTime.turn();
        lateTime.turn();

        assertThat(heard).containsExactly("count 3");
    }

    @Test
    void emptiedAndHalfWrittenContents_arePassedOver() throws IOException {
        Files.writeString(file, "");
        time.turn();
        Files.writeString(file, "every: { count:");
        time.turn();
        Files.writeString(file, count(2));
        turnTwice();

        assertThat(heard).containsExactly("count 2");
    }

    @Test
    void fileThatStaysWithoutKeys_isRefused_becauseItMayBeAboutToBeWritten() throws IOException {
        Files.writeString(file, "");
        turnTwice();
        Files.writeString(file, "# my limits\n");
        turnTwice();

        String emptied = "refused " + file + ": emptied (expected: its keys, or {} to go back to all defaults)";
        assertThat(heard).containsExactly(emptied, emptied);
    }

    @Test
    void emptyMap_meansAllDefaults() throws IOException {
        Files.writeString(file, count(5));
        turnTwice();
        Files.writeString(file, "{}");
        turnTwice();

        assertThat(heard).containsExactly("count 5", "count 1");
    }

    @Test
    void replacementByRename_andSwappedLink_areFound() throws IOException {
        Path other = Files.writeString(folder.resolve("bot.yaml~"), count(2));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        turnTwice();
        Path target = Files.writeString(folder.resolve("target.yaml"), count(3));
        Files.delete(file);
        Files.createSymbolicLink(file, target);
        turnTwice();

        assertThat(heard).containsExactly("count 2", "count 3");
    }

    @Test
    void momentWithoutFile_isPassedOver() throws IOException {
        Files.delete(file);
        time.turn();
        Files.writeString(file, count(1));
        turnTwice();

        assertThat(heard).isEmpty();
    }

    @Test
    void fileThatStaysAway_isRefusedOnce_andFoundAgain() throws IOException {
        Files.delete(file);
        turnTwice();
        turnTwice();
        assertThat(heard).containsExactly("refused " + file + ": no such file (expected: a YAML file)");

        Files.writeString(file, count(1));
        turnTwice();

        assertThat(heard).hasSize(2).endsWith("count 1");
    }

    @Test
    void invalidContent_isRefusedOnce_andALaterGoodOneAccepted() throws IOException {
        Files.writeString(file, "every:\n  count: many\n");
        turnTwice();
        turnTwice();
        assertThat(heard)
                .containsExactly("refused " + file
                        + ":2:10: every.count: 'many': not a whole number (expected: a whole number such as 10)");
        assertThat(watch.configuration().root(Bot.EVERY).count()).isEqualTo(1);

        Files.writeString(file, "every:\n  count: lots\n");
        turnTwice();
        Files.writeString(file, count(4));
        turnTwice();

        assertThat(heard).hasSize(3).endsWith("count 4");
        assertThat(heard.get(1)).contains("'lots'");
    }

    @Test
    void invalidContentTakenBack_isToldAsTheOldOne() throws IOException {
        Files.writeString(file, "every: {");
        turnTwice();
        Files.writeString(file, count(1));
        turnTwice();

        assertThat(heard).hasSize(2).endsWith("count 1");
    }

    @Test
    void contentThatCannotBePutInForce_isRefused_andDoesNotCount() throws IOException {
        heard.failure = new IllegalStateException("no room");
        Files.writeString(file, count(2));
        turnTwice();

        assertThat(heard)
                .containsExactly("refused " + file + ": could not be put in force, no room (expected: other values)");
        assertThat(watch.configuration().root(Bot.EVERY).count()).isEqualTo(1);
    }

    @Test
    void listenerThatThrowsOnARefusal_isAskedAgainNextTime() throws IOException {
        heard.refusalFailure = new IllegalStateException("broken listener");
        Files.writeString(file, "every: {");
        time.turn();
        assertThatThrownBy(time::turn).hasMessage("broken listener");
        heard.refusalFailure = null;
        Files.writeString(file, count(2));
        turnTwice();

        assertThat(heard).containsExactly("count 2");
    }

    @Test
    void closed_looksNoMore() throws IOException {
        watch.close();
        watch.close();

        assertThat(time.isIdle()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> watch.start(time, EVERY, heard));
    }

    @Test
    void closedByItsOwnListener_looksNoMore() throws IOException {
        heard.onEach = watch::close;
        Files.writeString(file, count(2));
        turnTwice();

        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void wrongUse_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> watch.start(time, EVERY, heard));
        ConfigurationWatch other = ConfigurationWatch.open(file, Bot.READER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.start(time, Duration.ZERO, heard))
                .withMessage("interval: PT0S (expected: above zero)");
        assertThatThrownBy(() -> ConfigurationWatch.open(folder.resolve("none.yaml"), Bot.READER))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void looks_runOnADaemonThreadOfTheWatch_whichEndsWithIt() throws Exception {
        CompletableFuture<Thread> told = new CompletableFuture<>();
        ConfigurationWatch real = ConfigurationWatch.open(file, Bot.READER);
        heard.onEach = () -> told.complete(Thread.currentThread());
        real.start(TimeSource.system(), Duration.ofMillis(5), heard);
        Files.writeString(file, count(2));

        Thread thread = told.get(10, TimeUnit.SECONDS);
        real.close();
        thread.join(10_000);

        assertThat(thread.getName()).isEqualTo("sluice-configuration-watch");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.isAlive()).isFalse();
    }

    private void turnTwice() {
        time.turn();
        time.turn();
    }

    private static String count(int value) {
        return "every: { count: " + value + " }\n";
    }

    /** Writes down what it is told. */
    private static final class Recorder extends ArrayList<String> implements ConfigurationWatch.Listener {
        private static final long serialVersionUID = 1L;

        private transient RuntimeException failure;
        private transient RuntimeException refusalFailure;
        private transient Runnable onEach = () -> {};

        @Override
        public void onChanged(Configuration changed) {
            onEach.run();
            if (failure != null) {
                throw failure;
            }
            add("count " + changed.root(Bot.EVERY).count());
        }

        @Override
        public void onRefused(ConfigurationException refusal) {
            if (refusalFailure != null) {
                throw refusalFailure;
            }
            add("refused " + refusal.getMessage());
        }
    }
}

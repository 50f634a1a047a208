package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.client.error.Repeatability;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DisposalTest {

    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final FakeSandboxes api = new FakeSandboxes();
    private final Sandboxes sandboxes = new Sandboxes(api, time);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(Disposal.class)).addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger(Disposal.class)).detachAppender(log);
    }

    @Test
    void run_knownSandbox_isDeletedAndWaitedForOnce() {
        Disposal disposal = disposalOf("mark-1");
        disposal.created(make("mark-1"));

        disposal.run();
        disposal.run();

        assertThat(api.calls).containsExactly("create", "delete", "get");
        assertThat(api.alive("sb-1")).isFalse();
        assertThat(log.list).isEmpty();
    }

    @Test
    void created_afterItWasToBeGone_isDeletedByTheNextRun() {
        Disposal disposal = disposalOf("mark-1");
        disposal.run();
        disposal.created(make("mark-1"));

        disposal.run();

        assertThat(api.alive("sb-1")).isFalse();
    }

    @Test
    void run_sandboxStillStarting_isAskedAgainUntilItSettles() {
        Disposal disposal = disposalOf("mark-1");
        disposal.created(make("mark-1"));
        for (int i = 0; i < 4; i++) {
            api.nextFailures.add(FakeSandboxes.failure(409, ErrorWords.STATE_CHANGE, Repeatability.RETRYABLE));
        }

        disposal.run();

        assertThat(api.alive("sb-1")).isFalse();
        assertThat(api.calls).filteredOn("delete"::equals).hasSize(5);
    }

    @Test
    void run_unknownOutcomeOfCreation_findsTheSandboxByNameAndMark() {
        Disposal disposal = disposalOf("mark-1");
        make("mark-1");

        disposal.run();

        assertThat(api.calls).startsWith("create", "get", "delete");
        assertThat(api.alive("sb-1")).isFalse();
    }

    @Test
    void run_sandboxOfTheSameNameByAnother_isLeftAlone() {
        Disposal disposal = disposalOf("mark-1");
        make("mark-of-another");

        disposal.run();

        assertThat(api.alive("sb-1")).isTrue();
        assertThat(log.list).isEmpty();
    }

    @Test
    void run_creationThatNeverArrived_looksForAWhileAndEnds() {
        Instant before = time.instant();

        disposalOf("mark-1").run();

        assertThat(api.calls).containsOnly("get").hasSize(6);
        assertThat(Duration.between(before, time.instant())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
    }

    @Test
    void run_refusedCreation_asksNothing() {
        Disposal disposal = disposalOf("mark-1");
        disposal.refused();

        disposal.run();

        assertThat(api.calls).isEmpty();
    }

    @Test
    void run_deletionForbidden_isLoggedWithIdAndName() {
        Disposal disposal = disposalOf("mark-1");
        disposal.created(make("mark-1"));
        api.nextFailures.add(FakeSandboxes.failure(403, null, Repeatability.FINAL));

        disposal.run();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("sandbox bot (id sb-1) may be left behind: not deleted within PT30S");
    }

    @Test
    void run_daytonaDown_endsAtItsBoundAndIsLogged() {
        Disposal disposal = disposalOf("mark-1");
        disposal.created(make("mark-1"));
        for (int i = 0; i < 100; i++) {
            api.nextFailures.add(FakeSandboxes.failure(502, null, Repeatability.RETRYABLE));
        }
        Instant before = time.instant();

        disposal.run();

        assertThat(Duration.between(before, time.instant())).isEqualTo(Duration.ofSeconds(30));
        assertThat(log.list).hasSize(1);
    }

    @Test
    void run_onAnInterruptedThread_deletesAndKeepsTheInterrupt() {
        Disposal disposal = disposalOf("mark-1");
        disposal.created(make("mark-1"));
        Thread.currentThread().interrupt();

        disposal.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(api.alive("sb-1")).isFalse();
    }

    private Disposal disposalOf(String mark) {
        Disposal disposal = new Disposal(sandboxes, time, Duration.ofSeconds(30), "bot", mark);
        disposal.creating();
        return disposal;
    }

    private String make(String mark) {
        return api.create(CreateSandbox.builder()
                        .name("bot")
                        .label(Disposal.MARK, mark)
                        .build())
                .id();
    }
}

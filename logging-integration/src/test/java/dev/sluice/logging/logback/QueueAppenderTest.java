package dev.sluice.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;

/** A sink that stands still until it is let go: what waits, what is dropped, what is not. */
class QueueAppenderTest {
    private static final int LINES = 3_000;

    private final LoggerContext loggers = new LoggerContext();
    private final Logger logger = loggers.getLogger("bot.engine");
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<ILoggingEvent> delivered = new CopyOnWriteArrayList<>();

    QueueAppenderTest() {
        loggers.setMDCAdapter(MDC.getMDCAdapter());
    }

    /** Keeps the queue's thread, and no other. */
    private Appender<ILoggingEvent> slow() {
        return appender(event -> {
            if (Thread.currentThread().getName().equals("sluice-log")) {
                entered.countDown();
                released.await();
            }
            delivered.add(event);
        });
    }

    private Appender<ILoggingEvent> appender(Taking taking) {
        UnsynchronizedAppenderBase<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                try {
                    taking.take(event);
                } catch (InterruptedException interrupt) {
                    throw new IllegalStateException(interrupt);
                }
            }
        };
        appender.setContext(loggers);
        appender.start();
        return appender;
    }

    private QueueAppender attach(int size, Duration reportEvery, Duration drain, Appender<ILoggingEvent> sink) {
        QueueAppender queue = new QueueAppender(
                List.of(sink), new LoggingConfig.Queue(size, reportEvery, drain), false, VirtualTime.autoAdvancing());
        queue.setContext(loggers);
        queue.start();
        logger.addAppender(queue);
        return queue;
    }

    private static String type(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? "app" : String.valueOf(pairs.get(0).value);
    }

    private long deliveredOf(String type) {
        return delivered.stream().filter(event -> type(event).equals(type)).count();
    }

    private static Object value(ILoggingEvent event, String key) {
        return event.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .findFirst()
                .orElseThrow()
                .value;
    }

    @Test
    void slowSink_threeThousandOfEach_auditAndSecurityWhole_appDeliveredOrCounted() throws InterruptedException {
        QueueAppender queue = attach(500, Duration.ofHours(1), Duration.ofMinutes(1), slow());
        logger.info("the one that is being written");
        entered.await();

        for (int i = 0; i < LINES; i++) {
            logger.info("line {}", i);
            logger.atInfo().addKeyValue("event_type", "trading_decision").log("decision {}", i);
            logger.atWarn().addKeyValue("event_type", "security_auth_failed").log("refused {}", i);
        }
        assertThat(deliveredOf("trading_decision")).isEqualTo(LINES);
        assertThat(deliveredOf("security_auth_failed")).isEqualTo(LINES);
        assertThat(queue.dropped()).as("all but four fifths of the queue").isEqualTo(LINES - 400);
        released.countDown();
        queue.stop();

        assertThat(deliveredOf("app")).isEqualTo(400 + 1);
        assertThat(deliveredOf("app") + queue.dropped()).isEqualTo(LINES + 1);
        assertThat(deliveredOf("log_events_dropped")).as("told once").isEqualTo(1);
        ILoggingEvent told = delivered.get(delivered.size() - 1);
        assertThat(value(told, "dropped")).isEqualTo(queue.dropped());
        assertThat(value(told, "dropped_total")).isEqualTo(queue.dropped());
    }

    @Test
    void fullOfInfo_stillHasRoomForErrors() throws InterruptedException {
        QueueAppender queue = attach(10, Duration.ofHours(1), Duration.ofMinutes(1), slow());
        logger.info("the one that is being written");
        entered.await();
        for (int i = 0; i < 20; i++) {
            logger.info("line {}", i);
        }
        logger.error("seen");
        logger.warn("seen");
        assertThat(queue.dropped()).isEqualTo(12);
        for (int i = 0; i < 5; i++) {
            logger.error("no room at last");
        }
        released.countDown();
        queue.stop();

        assertThat(queue.dropped()).isEqualTo(17);
        assertThat(delivered.stream().filter(event -> event.getMessage().equals("seen")))
                .hasSize(2);
    }

    @Test
    void everyInterval_whatWasDroppedSinceIsTold() throws InterruptedException {
        QueueAppender queue = attach(5, Duration.ZERO, Duration.ofMinutes(1), slow());
        logger.info("the one that is being written");
        entered.await();
        for (int i = 0; i < 9; i++) {
            logger.info("line {}", i);
        }
        released.countDown();
        queue.stop();

        assertThat(queue.dropped()).isEqualTo(5);
        assertThat(deliveredOf("log_events_dropped")).isEqualTo(1);
        assertThat(type(delivered.get(1)))
                .as("after the first line, not at the end")
                .isEqualTo("log_events_dropped");
    }

    @Test
    void stop_sinkThatStaysStill_endsInTimeAndCountsWhatIsLeft() throws InterruptedException {
        QueueAppender queue = attach(10, Duration.ofHours(1), Duration.ZERO, slow());
        logger.info("the one that is being written");
        entered.await();
        for (int i = 0; i < 4; i++) {
            logger.info("line {}", i);
        }
        queue.stop();

        assertThat(queue.dropped()).isEqualTo(4);
        logger.info("after the end");
        assertThat(queue.dropped()).isEqualTo(4);
        released.countDown();
    }

    @Test
    void stop_takesWhatWaits_andAsksNoMoreOfTheProgram() throws InterruptedException {
        QueueAppender queue = attach(100, Duration.ofHours(1), Duration.ofMinutes(1), slow());
        for (int i = 0; i < 50; i++) {
            logger.info("line {}", i);
        }
        entered.await();
        released.countDown();
        queue.stop();
        queue.stop();

        assertThat(deliveredOf("app")).isEqualTo(50);
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void writerThatSleeps_isWokenByTheNextLine() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        QueueAppender queue =
                attach(100, Duration.ofHours(1), Duration.ofMinutes(1), appender(event -> second.countDown()));
        logger.info("one");
        while (!queue.sleeps()) {
            Thread.onSpinWait();
        }
        logger.info("two");

        assertThat(second.await(1, TimeUnit.MINUTES)).isTrue();
        queue.stop();
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void sinkThatThrows_isCounted_andStopsNeitherProgramNorQueue() {
        AtomicInteger calls = new AtomicInteger();
        QueueAppender queue = attach(100, Duration.ofHours(1), Duration.ofMinutes(1), appender(event -> {
            if (calls.incrementAndGet() <= 2) {
                throw new StackOverflowError("made up");
            }
            delivered.add(event);
        }));
        long failures = LoggingFailures.count();
        logger.atInfo().addKeyValue("event_type", "security_x").log("on this thread");
        logger.info("one");
        logger.info("two");
        queue.stop();

        assertThat(LoggingFailures.count()).isEqualTo(failures + 2);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void sizeZero_writesOnTheThreadThatLogs() {
        QueueAppender queue = attach(0, Duration.ZERO, Duration.ZERO, appender(event -> {
            assertThat(Thread.currentThread().getName()).isNotEqualTo("sluice-log");
            delivered.add(event);
        }));
        logger.setLevel(Level.INFO);
        logger.info("x");

        assertThat(delivered).hasSize(1);
        queue.stop();
    }

    private interface Taking {
        void take(ILoggingEvent event) throws InterruptedException;
    }
}

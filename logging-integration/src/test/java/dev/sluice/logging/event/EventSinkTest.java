package dev.sluice.logging.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.failure.LoggingFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSinkTest {
    private static final Event EVENT =
            TradingDecision.of("s", "r", "BUY", "braces {} and \n{} lines").indicators(Map.of("rsi", 62.5));

    @Test
    void emit_backEndWithoutPairs_writesOneJsonArgument() {
        Lines lines = new Lines();
        new Slf4jEventSink(false).log(EVENT, lines.logger());

        String message = lines.only().get("message").asString();
        assertThat(message).startsWith("Trading decision trading_decision {").doesNotContain("\n");
        assertThat(Lines.JSON
                        .readTree(message.substring(message.indexOf('{')))
                        .get("rationale")
                        .asString())
                .isEqualTo("braces {} and \n{} lines");
    }

    @Test
    void emit_levelOff_writesNothing() {
        Lines lines = new Lines();
        lines.logger().setLevel(ch.qos.logback.classic.Level.ERROR);
        lines.sink().emit(EVENT);

        assertThat(lines.raw()).isEmpty();
    }

    @Test
    void and_sinkThatThrows_doesNotKeepTheNextFromItsEvent() {
        List<Event> taken = new ArrayList<>();
        long failures = LoggingFailures.count();
        EventSink broken = event -> {
            throw new IllegalStateException("no sink");
        };

        broken.and(taken::add).emit(EVENT);

        assertThat(taken).containsExactly(EVENT);
        assertThat(LoggingFailures.count()).isEqualTo(failures + 1);
    }

    @Test
    void record_stackThatRanOver_isCountedButOutOfMemoryIsThrown() {
        long failures = LoggingFailures.count();
        LoggingFailures.record(new StackOverflowError());
        try {
            LoggingFailures.record(new OutOfMemoryError("made up"));
        } catch (OutOfMemoryError expected) {
            assertThat(expected).hasMessage("made up");
        }

        assertThat(LoggingFailures.count()).isEqualTo(failures + 2);
    }

    @Test
    void none_takesAnything() {
        long failures = LoggingFailures.count();
        EventSink.none().emit(EVENT);

        assertThat(LoggingFailures.count()).isEqualTo(failures);
    }

    @Test
    void slf4j_boundLogback_emitsUnderTheGroupAndType() {
        ch.qos.logback.classic.Logger logger =
                (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(EventSink.LLM_LOGGER);
        ch.qos.logback.core.read.ListAppender<ch.qos.logback.classic.spi.ILoggingEvent> list =
                new ch.qos.logback.core.read.ListAppender<>();
        list.start();
        logger.addAppender(list);
        logger.setAdditive(false);
        try {
            EventSink.slf4j().emit(EVENT);
        } finally {
            logger.detachAppender(list);
            logger.setAdditive(true);
        }

        assertThat(list.list).hasSize(1);
        assertThat(list.list.get(0).getLoggerName()).isEqualTo(EventSink.LLM_LOGGER + ".trading_decision");
        assertThat(list.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key)
                .contains("event_type", "action");
    }

    @Test
    void wants_asksTheLoggerOfTheType_andBothOfTwoSinks() {
        ch.qos.logback.classic.Logger logger = (ch.qos.logback.classic.Logger)
                org.slf4j.LoggerFactory.getLogger("dev.sluice.events.db.database_operation");
        logger.setLevel(ch.qos.logback.classic.Level.WARN);
        try {
            assertThat(EventSink.slf4j().wants("database_operation", org.slf4j.event.Level.INFO, "r"))
                    .isFalse();
            assertThat(EventSink.slf4j().wants("database_operation", org.slf4j.event.Level.WARN, "r"))
                    .isTrue();
        } finally {
            logger.setLevel(null);
        }
        EventSink any = event -> {};
        assertThat(EventSink.none().wants("x", org.slf4j.event.Level.ERROR, "r"))
                .isFalse();
        assertThat(EventSink.none().and(any).wants("x", org.slf4j.event.Level.ERROR, "r"))
                .isTrue();
        assertThat(EventSink.none().and(EventSink.none()).wants("x", org.slf4j.event.Level.ERROR, "r"))
                .isFalse();
    }

    @Test
    void wants_levelThatIsOff_allocatesNothing() {
        ch.qos.logback.classic.Logger logger =
                (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("dev.sluice.events.api.api_request");
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        EventSink sink = EventSink.slf4j();
        int asked = 10_000;
        logger.setLevel(ch.qos.logback.classic.Level.OFF);
        try {
            long taken = 0;
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < asked; i++) {
                    taken += sink.wants("api_request", org.slf4j.event.Level.INFO, "req_1") ? 1 : 0;
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(taken).isZero();
            assertThat(least).as("bytes for %s questions", asked).isLessThan(asked);
        } finally {
            logger.setLevel(null);
        }
    }
}

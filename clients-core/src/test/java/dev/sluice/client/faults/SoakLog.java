package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.sluice.logging.event.EventSink;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** A log that is slow and makes its callers wait: Logback's queue in front of an appender that dawdles. Counts what arrives. */
final class SoakLog implements AutoCloseable {
    private static final Set<Object> BESIDES = Set.of("rate_limit_throttled", "security_auth_failed");
    private static final int QUEUE = 256;

    private final Logger logger = (Logger) LoggerFactory.getLogger(EventSink.API_LOGGER);
    private final AsyncAppender queue = new AsyncAppender();
    private final Dawdler dawdler = new Dawdler();

    SoakLog() {
        dawdler.setContext(logger.getLoggerContext());
        dawdler.start();
        queue.setContext(logger.getLoggerContext());
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setMaxFlushTime(0);
        queue.addAppender(dawdler);
        queue.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(queue);
    }

    /** Waits until all that was logged has been counted. */
    @Override
    public void close() {
        logger.detachAppender(queue);
        logger.setAdditive(true);
        logger.setLevel(null);
        queue.stop();
    }

    /** To be asked after {@link #close()}. */
    void accountsFor(int calls) {
        assertThat(dawdler.calls.values()).as("calls in the log").hasSize(calls);
        assertThat(dawdler.calls.values()).as("calls whose log is complete").allMatch(Entries::isComplete);
    }

    int attempts() {
        return dawdler.calls.values().stream()
                .mapToInt(entries -> entries.begun)
                .sum();
    }

    int waits() {
        return dawdler.events / Dawdler.EVERY;
    }

    private static final class Dawdler extends AppenderBase<ILoggingEvent> {
        private static final int EVERY = 64;

        private final Map<Object, Entries> calls = new HashMap<>();
        private int events;

        @Override
        protected void append(ILoggingEvent event) {
            if (++events % EVERY == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            if (BESIDES.contains(value(event, "event_type"))) {
                return;
            }
            Entries entries = calls.computeIfAbsent(value(event, "request_id"), id -> new Entries());
            switch (String.valueOf(value(event, "event_type"))) {
                case "api_request" -> entries.begun++;
                case "api_response", "api_error" -> entries.ended++;
                case "external_api_call" -> {
                    entries.calls++;
                    entries.attempts = (int) value(event, "attempts");
                }
                default -> entries.calls = -1;
            }
        }

        private static Object value(ILoggingEvent event, String key) {
            return event.getKeyValuePairs().stream()
                    .filter(pair -> pair.key.equals(key))
                    .map((KeyValuePair pair) -> pair.value)
                    .findFirst()
                    .orElse("");
        }
    }

    private static final class Entries {
        private int begun;
        private int ended;
        private int calls;
        private int attempts;

        boolean isComplete() {
            return calls == 1 && begun == ended && begun == attempts;
        }
    }
}

package dev.sluice.logging.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.logback.RedactingJsonEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

/** For any back end a list like others; and what Sluice's encoder makes of it is what it makes of such a list. */
class EventPairsTest {
    private static final Map<String, String> CONTEXT = Map.of(
            "strategy_id", "s-1",
            "api_key", "hunter22",
            "request_id", "another",
            "level", "high",
            "note", "sent as Bearer abcdef0123");

    private final LoggerContext loggers = new LoggerContext();

    EventPairsTest() {
        loggers.setMDCAdapter(MDC.getMDCAdapter());
    }

    static Stream<Event> all() {
        return EventSamples.all().stream();
    }

    private LoggingEvent logged(Event event) {
        Logger logger = loggers.getLogger("test");
        ListAppender<ILoggingEvent> list = new ListAppender<>();
        list.start();
        logger.addAppender(list);
        new Slf4jEventSink(true).log(event, logger);
        return (LoggingEvent) list.list.get(0);
    }

    private static JsonNode line(ILoggingEvent event, LoggingConfig.Profile profile) {
        RedactingJsonEncoder encoder = new RedactingJsonEncoder();
        encoder.setFormat(new LoggingConfig.Format(profile, false, 6));
        encoder.start();
        return Lines.JSON.readTree(encoder.encode(event));
    }

    @ParameterizedTest
    @MethodSource("all")
    void pairs_areTheTypeAndTheFields(Event event) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        logged(event).getKeyValuePairs().forEach(pair -> pairs.put(pair.key, pair.value));

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("event_type", event.eventType());
        expected.putAll(event.fields());
        assertThat(pairs).isEqualTo(expected);
        assertThat(pairs.keySet()).containsExactlyElementsOf(expected.keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void line_isThatOfAListOfTheSamePairs_inEveryProfileAndContext(Event event) {
        for (Map<String, String> context : List.of(Map.<String, String>of(), CONTEXT)) {
            LoggingEvent own = logged(event);
            own.setMDCPropertyMap(context);
            LoggingEvent plain = new LoggingEvent(
                    EventPairsTest.class.getName(),
                    loggers.getLogger("test"),
                    own.getLevel(),
                    own.getMessage(),
                    null,
                    new Object[0]);
            plain.setInstant(own.getInstant());
            plain.setMDCPropertyMap(context);
            List<KeyValuePair> pairs = new ArrayList<>(own.getKeyValuePairs());
            plain.setKeyValuePairs(pairs);
            for (LoggingConfig.Profile profile : LoggingConfig.Profile.values()) {
                assertThat(line(own, profile)).isEqualTo(line(plain, profile));
            }
        }
    }

    @Test
    void line_contextOfACall_isRedacted_andDoesNotHideTheCallsOwn() {
        LoggingEvent event = logged(ApiRequest.of(EventSamples.CALL, 1));
        event.setMDCPropertyMap(CONTEXT);

        JsonNode line = line(event, LoggingConfig.Profile.SEED);

        assertThat(line.get("request_id").asString()).isEqualTo("req_1");
        assertThat(line.get("strategy_id").asString()).isEqualTo("s-1");
        assertThat(line.get("api_key").asString()).isEqualTo(Secret.REDACTED);
        assertThat(line.get("note").asString()).isEqualTo("sent as " + Secret.REDACTED);
        assertThat(line.get("field_level").asString()).isEqualTo("high");
        assertThat(line.get("level").asString()).isEqualTo("INFO");
    }

    @Test
    void isRedacted_onlyOfCallsThatGoWell() {
        assertThat(EventSamples.all().stream()
                        .filter(event -> new EventPairs(event).isRedacted())
                        .map(Event::eventType)
                        .distinct())
                .containsExactly("api_request", "api_response", "external_api_call");
        assertThat(new EventPairs(EventSamples.all().stream()
                                .filter(event -> event instanceof ExternalApiCall call && call.failure() != null)
                                .findFirst()
                                .orElseThrow())
                        .isRedacted())
                .isFalse();
    }
}

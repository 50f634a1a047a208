package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is needed: without it, what it hides is found in what is shown. */
class RuleTest {
    private static final String CANARY = "CANARY-zq7x-91ab";
    private static final Secret KNOWN = Secret.of("Zebra/4711+quagga");
    private static final Redactor REDACTOR = Redactor.standard();

    record Canary(Rule rule, String name, String hidden, Supplier<String> shown) {
        @Override
        public String toString() {
            return rule + " " + name;
        }

        boolean isFound() {
            return shown.get().contains(hidden);
        }
    }

    private static Canary canary(Rule rule, String name, Supplier<Object> shown) {
        return new Canary(rule, name, CANARY, () -> String.valueOf(shown.get()));
    }

    private static Canary text(Rule rule, String text, String hidden) {
        return new Canary(rule, text, hidden, () -> REDACTOR.text(text));
    }

    private static Canary body(Rule rule, String type, String body) {
        return canary(rule, body, () -> REDACTOR.body(body.replace("@", CANARY), type, 500));
    }

    private static Canary json(Rule rule, String body) {
        return body(rule, "application/json", body);
    }

    static Stream<Canary> canaries() {
        return Stream.of(outside(), structured(), known()).flatMap(canaries -> canaries);
    }

    private static Stream<Canary> outside() {
        return Stream.of(
                canary(Rule.HEADERS, "header", () -> REDACTOR.headers(Map.of("x-new", List.of(CANARY)))),
                canary(Rule.QUERY, "query", () -> REDACTOR.query("whatever=" + CANARY)),
                canary(Rule.USER_INFO, "url", () -> REDACTOR.url("https://me:" + CANARY + "@h.example/")),
                canary(Rule.PATH_SEGMENTS, "url", () -> REDACTOR.url("https://h.example/preview/" + CANARY)),
                canary(Rule.URLS_IN_TEXT, "text", () -> REDACTOR.text("see wss://h.example/x?whatever=" + CANARY)),
                canary(Rule.NAMED_VALUES, "text", () -> REDACTOR.text("Incorrect API key provided: " + CANARY)),
                canary(Rule.SHAPES, "text", () -> REDACTOR.text("sent as Bearer " + CANARY)),
                canary(Rule.EXCEPTIONS, "suppressed cause", () -> {
                    RuntimeException outer = new RuntimeException("outer");
                    outer.addSuppressed(new RuntimeException("x", new RuntimeException("password=" + CANARY)));
                    return ExceptionRules.text(outer);
                }),
                text(Rule.CONTROL_CHARACTERS, "a\u001b[2Jb", "\u001b"),
                text(Rule.CONTROL_CHARACTERS, "a\u202eb", "\u202e"));
    }

    private static Stream<Canary> structured() {
        return Stream.of(
                json(Rule.NAMES, "{\"password\":\"@\"}"),
                canary(Rule.NAMES, "field", () -> REDACTOR.fields(Map.of("password", CANARY))),
                json(Rule.LOOK_ALIKES, "{\"p\u0430ssword\":\"@\"}"),
                json(Rule.PAIRS, "{\"value\":\"@\",\"name\":\"X-Api-Key\"}"),
                json(Rule.PAIRS, "[[\"Authorization\",\"@\"]]"),
                canary(
                        Rule.NESTED_JSON,
                        "JSON in a field",
                        () -> REDACTOR.text("[{\"name\":\"API_TOKEN\",\"value\":\"" + CANARY + "\"}]")),
                new Canary(
                        Rule.ORDER_BOOKS,
                        "book",
                        "0.123",
                        () -> REDACTOR.body("{\"bids\":[{\"price\":\"0.123\"}]}", null, 500)),
                body(Rule.FORMS, "application/x-www-form-urlencoded", "a=b&client_secret=@"),
                body(Rule.EVENTS, "text/event-stream", ": @\n\ndata: {}\n\n"),
                body(Rule.MULTIPART, "multipart/form-data", "--x\r\n\r\n@\r\n--x--"),
                body(Rule.UNREADABLE, "text/plain", "the word is @"));
    }

    private static Stream<Canary> known() {
        String secret = KNOWN.reveal();
        String first = secret.substring(0, 9);
        String second = secret.substring(9);
        return Stream.of(
                text(Rule.REGISTERED, "the " + secret + " runs", secret),
                text(Rule.ENCODED_SECRETS, "the Zebra%2f4711%2Bquagga runs", "4711"),
                new Canary(
                        Rule.CUT_SECRETS,
                        "cut",
                        "Zebra/",
                        () -> REDACTOR.body("{\"a\":\"the Zebra/", "application/json", 500)),
                new Canary(
                        Rule.FINAL_BYTES,
                        "line",
                        secret,
                        () -> new String(
                                RegisteredSecrets.redactJson(
                                        ("{\"a\":\"" + secret + "\"}").getBytes(StandardCharsets.UTF_8)),
                                StandardCharsets.UTF_8)),
                new Canary(
                        Rule.EVENT_PIECES,
                        "events",
                        second,
                        () -> REDACTOR.body(
                                "data: {\"content\":\"" + first + "\"}\n\ndata: {\"content\":\"" + second + "\"}\n\n",
                                "text/event-stream",
                                500)));
    }

    @BeforeEach
    void register() {
        RegisteredSecrets.register(KNOWN);
    }

    @AfterEach
    void forget() {
        RegisteredSecrets.forget(KNOWN);
    }

    @ParameterizedTest
    @MethodSource("canaries")
    void canary_allRules_isHidden(Canary canary) {
        assertThat(canary.isFound()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("canaries")
    void canary_withoutItsRule_isFound(Canary canary) {
        boolean[] found = new boolean[1];
        canary.rule().without(() -> found[0] = afresh(canary));

        assertThat(found[0]).isTrue();
        assertThat(afresh(canary)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void rule_hasACanary(Rule rule) {
        assertThat(canaries()).anyMatch(canary -> canary.rule() == rule);
    }

    @Test
    void rule_thatFails_isAppliedAgainAfterwards() {
        assertThat(Arrays.stream(Rule.values()).allMatch(Rule::applies)).isTrue();
        try {
            Rule.NAMES.without(() -> {
                throw new IllegalStateException("stop");
            });
        } catch (IllegalStateException stop) {
            assertThat(Rule.NAMES.applies()).isTrue();
        }
    }

    /** The forms of a secret are made when it is registered. */
    private static boolean afresh(Canary canary) {
        RegisteredSecrets.forget(KNOWN);
        RegisteredSecrets.register(KNOWN);
        return canary.isFound();
    }
}

package dev.sluice.canary;

import dev.sluice.client.Sluice;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.event.ApiRequest;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.redaction.Redactor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of the fifty places a secret can leak from.
 *
 * @param number in the list
 * @param name in the list, in short
 * @param contentType of an answer; empty for none
 * @param body what the provider answers, or what is said to it
 * @param also what else happens there
 */
record Place(int number, String name, String contentType, String body, Consumer<Report> also) {
    private static final String JSON = "application/json";

    /** The sign itself; in a template it stands for a canary. */
    private static final String AT = "<at>";

    private static final String KEYS =
            "{\"password\":\"@\",\"token_id\":\"readable-71\",\"max_tokens\":4711,\"next_cursor\":\"readable-c\"}";

    /** Where a place can put what it sees; everything given here is looked through. */
    interface Report {
        /** Something that a program may print. */
        void show(Object shown);

        /** Something that a program may throw, print and log. */
        void thrown(Throwable error);
    }

    static final List<Place> ALL = Stream.of(inCalls(), inBodies(), inErrors(), inPrograms(), inTime())
            .flatMap(places -> places)
            .toList();

    private static Place answer(int number, String name, String body) {
        return new Place(number, name, JSON, body, report -> {});
    }

    private static Place typed(int number, String name, String contentType, String body) {
        return new Place(number, name, contentType, body, report -> {});
    }

    private static Place program(int number, String name, Consumer<Report> also) {
        return new Place(number, name, JSON, KEYS, also);
    }

    private static Stream<Place> inCalls() {
        return Stream.of(
                answer(1, "Authorization header", "{\"sent\":\"Bearer #\"}"),
                answer(2, "provider headers", "{\"headers\":{\"POLY_PASSPHRASE\":\"@\",\"x-api-key\":\"#\"}}"),
                program(3, "Proxy-Authorization, Cookie", report -> headers("Proxy-Authorization", "Cookie", "X-Any")),
                program(4, "Set-Cookie, x-…-key", report -> headers("Set-Cookie", "x-new-key")),
                program(5, "query", report -> queries()),
                program(6, "path segment", report -> urls("https://h.example/preview/@/3000")),
                program(7, "user info", report -> urls("https://user:@" + AT + "h.example/x")),
                answer(8, "Basic", "{\"echo\":\"got #64\"}"));
    }

    private static Stream<Place> inBodies() {
        return Stream.of(
                answer(9, "JSON field", KEYS),
                answer(
                        10,
                        "JSON in a string",
                        "{\"args\":\"{\\\"a\\\":\\\"{\\\\\\\"token\\\\\\\":\\\\\\\"@\\\\\\\"}\\\"}\"}"),
                answer(
                        11,
                        "pairs",
                        "{\"env\":[{\"name\":\"API_TOKEN\",\"value\":\"@\"}],\"h\":[[\"Authorization\",\"@\"]]}"),
                answer(12, "object as value", "{\"password\":{\"a\":[\"@\"]},\"secret\":[\"@\"]}"),
                answer(13, "escaped name", "{\"pass\\u0077ord\":\"@\"}"),
                answer(14, "cut JSON", "{\"a\":1,\"password\":\"@"),
                typed(15, "no content type", "", KEYS),
                typed(16, "form, text", "application/x-www-form-urlencoded", "a=b&client_secret=@"),
                typed(17, "SSE", "text/event-stream", "{\"token\":\"@\"}"),
                answer(18, "gzip", "{\"api_key\":\"@\",\"echo\":\"#\"}"),
                answer(19, "echo", "{\"error\":\"Incorrect API key provided: @\",\"key\":\"#\"}"),
                typed(32, "raw JSON", "text/plain", "raw token=@ #"),
                answer(36, "messages, tool results", "{\"choices\":[{\"message\":{\"content\":\"the key is #\"}}]}"),
                answer(39, "sandbox output", "{\"exitCode\":0,\"result\":\"API_KEY=@\\nkey #\"}"),
                answer(46, "look-alikes", "{\"p\u0430ssword\":\"@\",\"pass\u200bword\":\"@\"}"),
                answer(48, "log injection", "{\"a\":\"x\\r\\n{\\\"password\\\":\\\"@\\\"}\u2028\\u001b[2J\"}"),
                answer(49, "deep nesting", "{\"a\":".repeat(300) + "{\"token\":\"@\"}" + "}".repeat(300)));
    }

    private static Stream<Place> inErrors() {
        return Stream.of(
                answer(20, "exception's message", "{\"message\":\"key #\"}"),
                answer(21, "exception's fields", "{\"detail\":\"token=@\"}"),
                program(22, "causes, suppressed", Place::chain),
                program(23, "stack trace", Place::chain),
                answer(24, "request's toString", KEYS),
                program(33, "span attributes", report -> urls("https://h.example/x?sig=@&token=@")),
                program(34, "span events", Place::chain),
                program(35, "metric tags", report -> urls("https://h.example/x?api_key=@")),
                answer(42, "retry and limiter events", "{\"error\":{\"message\":\"#\"}}"));
    }

    private static Stream<Place> inPrograms() {
        return Stream.of(
                program(25, "record's toString", report -> report.show(new Holder(Secret.of(Canary.KEY)))),
                program(
                        26,
                        "builder's toString",
                        report -> report.show(Sluice.builder().credential("exa", Secret.of(Canary.KEY)))),
                program(
                        27,
                        "Jackson",
                        report -> report.show(
                                JsonMapper.builder().build().writeValueAsString(new Holder(Secret.of(Canary.KEY))))),
                answer(28, "serialization", KEYS),
                program(29, "MDC", report -> context()),
                program(
                        30,
                        "key-value under a new name",
                        report -> report.show(Redactor.standard()
                                .fields(Map.of("note", "Bearer " + Canary.UNKNOWN, "list", List.of(Canary.KEY))))),
                answer(31, "braces in values", "{\"a\":\"{} {}\",\"token\":\"@\"}"),
                program(
                        37,
                        "exporter's headers",
                        report -> report.show(Redactor.standard()
                                .text("OTEL_EXPORTER_OTLP_HEADERS=Authorization=" + Canary.UNKNOWN))),
                answer(38, "audit files", "{\"note\":\"password=@ and #\"}"),
                answer(40, "debug switches", KEYS),
                answer(41, "redirects", KEYS),
                answer(43, "limiters' keys", KEYS),
                answer(44, "names of threads", KEYS));
    }

    private static Stream<Place> inTime() {
        return Stream.of(
                program(45, "Turkish locale", report -> turkish()),
                program(
                        47,
                        "partial masks",
                        report -> report.show(Redactor.standard().preview("password=" + Canary.UNKNOWN, 20))),
                program(50, "late registration", Place::badConfiguration));
    }

    private record Holder(Secret key) {}

    private static void headers(String... names) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : names) {
            headers.put(name, List.of(Canary.UNKNOWN, Canary.KEY));
        }
        emit("/x", Redactor.standard().headers(headers), Map.of());
    }

    private static void queries() {
        for (String query : List.of("token=@", "api_key=@", "API_KEY=@", "api%5Fkey=@", "Sig=@", "q=#")) {
            emit("/x", Map.of(), Redactor.standard().query(Canary.in(query)));
        }
    }

    private static void urls(String url) {
        emit(Redactor.standard().path(Canary.in("/preview/@")), Map.of(), Map.of());
        emit(Redactor.standard().url(Canary.in(url)), Map.of(), Map.of());
        emit("/x", Map.of("user-agent", Canary.in("see " + url)), Map.of());
    }

    private static void emit(String path, Map<String, String> headers, Map<String, String> query) {
        EventSink.slf4j().emit(new ApiRequest(new CallRef("req_1", "p", "o", "GET", path), 1, headers, query, null));
    }

    private static void chain(Report report) {
        RuntimeException error =
                new RuntimeException("x", new IllegalStateException("Authorization: Bearer " + Canary.UNKNOWN));
        error.addSuppressed(new IllegalArgumentException("https://h.example/?token=" + Canary.UNKNOWN));
        report.show(Redactor.standard().exception(error));
    }

    private static void context() {
        try (LogContext context = LogContext.with("access_token", Canary.UNKNOWN)) {
            emit("/" + context.getClass().getSimpleName(), Map.of(), Map.of());
        }
    }

    private static void turkish() {
        Locale former = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            headers("X-API-KEY", "POLY_SIGNATURE");
            emit("/x", Map.of("user-agent", Redactor.standard().text("POLY_SIGNATURE=" + Canary.UNKNOWN)), Map.of());
        } finally {
            Locale.setDefault(former);
        }
    }

    private static void badConfiguration(Report report) {
        try {
            Sluice.builder()
                    .config("providers: { exa: { api-key: " + Canary.UNKNOWN + " } }")
                    .build()
                    .close();
            throw new AssertionError("accepted");
        } catch (ConfigurationException refused) {
            report.thrown(refused);
        }
    }

    @Override
    public String toString() {
        return number + " " + name;
    }
}

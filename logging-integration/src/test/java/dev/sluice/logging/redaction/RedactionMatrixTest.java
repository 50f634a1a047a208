package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.Secret;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.event.ApiError;
import dev.sluice.logging.event.ApiRequest;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.CompletionRef;
import dev.sluice.logging.event.CompletionRequest;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.Lines;
import dev.sluice.logging.failure.LoggingFailures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** Made-up credentials at every place they may stand, against the bytes a log file gets. */
class RedactionMatrixTest {
    /** Not registered, of no known shape: only the rules by name and place can find it. */
    private static final String CANARY = "CANARY-zq7x-91ab-Wv";

    /** Registered, with characters that every encoding treats in its own way. */
    private static final String REGISTERED = "reg/CAN+ARY?=\"q\\z&é~98 7";

    private static final byte[] REGISTERED_BYTES = REGISTERED.getBytes(StandardCharsets.UTF_8);
    private static final CallRef CALL = new CallRef("req_1", "exa", "search", "POST", "/search");

    record Place(String name, Consumer<Lines> log, List<String> hidden, List<String> readable) {
        Place readable(String... words) {
            return new Place(name, log, hidden, List.of(words));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Place place(String name, Consumer<Lines> log) {
        return new Place(name, log, List.of(CANARY, CANARY.substring(0, 10)), List.of());
    }

    private static Place header(String name) {
        return place("header " + name, lines -> emit(lines, request(Map.of(name, List.of(CANARY)), "", null)))
                .readable(name);
    }

    private static Place query(String query) {
        return place("query " + query, lines -> emit(lines, request(Map.of(), query.replace("@", CANARY), null)));
    }

    private static Place url(String url) {
        return place(
                "url " + url,
                lines -> lines.logger()
                        .atInfo()
                        .addKeyValue("at", url.replace("@@", CANARY))
                        .log("called"));
    }

    private static Place body(String type, String body) {
        return place("body " + type + " " + body, lines -> emit(lines, request(Map.of(), "", redacted(type, body))));
    }

    private static Place json(String body) {
        return body("application/json", body);
    }

    private static Place message(String message) {
        return place("message " + message, lines -> lines.logger().info(message.replace("@", CANARY)));
    }

    private static Place known(String form, String written) {
        return known(form, written, written);
    }

    private static Place known(String form, String written, String hidden) {
        return new Place(
                "registered " + form,
                lines -> {
                    lines.logger().info("before {} after", written);
                    lines.logger().atInfo().addKeyValue("note", written).log("kept");
                    emit(lines, request(Map.of("user-agent", List.of(written)), "q=" + written, null));
                    emit(lines, request(Map.of(), "", Redactor.standard().body(bodyWith(written), null, 2_000)));
                    lines.logger().error("failed", new IllegalStateException(written, new RuntimeException(written)));
                },
                List.of(hidden, REGISTERED, "CAN+ARY", "reg/CAN"),
                List.of());
    }

    private static String bodyWith(String text) {
        return Lines.JSON.writeValueAsString(Map.of("note", text));
    }

    private static String redacted(String type, String body) {
        String contentType = type.equals("none") ? null : type;
        return Redactor.standard().body(body.replace("@", CANARY), contentType, 2_000);
    }

    private static ApiRequest request(Map<String, List<String>> headers, String query, String body) {
        Redactor redactor = Redactor.standard();
        return new ApiRequest(CALL, 1, redactor.headers(headers), redactor.query(query), body);
    }

    private static void emit(Lines lines, Event event) {
        lines.sink().emit(event);
    }

    static Stream<Place> places() {
        return Stream.of(headers(), queries(), urls(), bodies(), texts(), programs(), registered())
                .flatMap(part -> part);
    }

    private static Stream<Place> headers() {
        return Stream.of(
                        "Authorization",
                        "x-api-key",
                        "POLY_API_KEY",
                        "POLY_PASSPHRASE",
                        "POLY_SIGNATURE",
                        "Proxy-Authorization",
                        "Cookie",
                        "Set-Cookie",
                        "X-Daytona-Preview-Thing",
                        "x-unheard-of")
                .map(RedactionMatrixTest::header);
    }

    private static Stream<Place> queries() {
        return Stream.of("token=@", "api_key=@", "API_KEY=@", "api%5Fkey=@", "sig=@&limit=3", "whatever=@")
                .map(RedactionMatrixTest::query);
    }

    private static Stream<Place> urls() {
        return Stream.of(
                url("https://user:@@@host.example/x").readable("host.example"),
                url("https://host.example/x?token=@@&limit=5").readable("limit=5"),
                url("https://host.example/auth-token/@@/expire").readable("expire"),
                url("https://host.example/preview/@@/3000"),
                url("https://host.example/x#access_token=@@"),
                url("wss://host.example/ws?apiKey=@@"));
    }

    private static Stream<Place> bodies() {
        String nested = "{\"password\":\"@\"}";
        String level1 = "{\"args\":" + quoted(nested) + "}";
        String level2 = "{\"args\":" + quoted(level1) + "}";
        String level3 = "{\"args\":" + quoted(level2) + "}";
        String level4 = "{\"args\":" + quoted(level3) + "}";
        return Stream.of(
                json("{\"api_key\":\"@\",\"token_id\":\"123\"}").readable("token_id", "123"),
                json("{\"ApiKey\":\"@\",\"max_tokens\":77}").readable("max_tokens", "77"),
                json("{\"a\":{\"b\":[{\"secretAccessKey\":\"@\"}],\"author\":\"ann\"}}")
                        .readable("ann"),
                json("{\"password\":{\"deep\":[\"@\"]},\"session_id\":\"s-9\"}").readable("s-9"),
                json("{\"password\":[\"@\",[\"@\"]],\"nextToken\":\"n-8\"}").readable("n-8"),
                json("{\"pass\\u0077ord\":\"@\",\"prompt_tokens\":12}").readable("12"),
                json("{\"pass\u200bword\":\"@\"}"),
                json("{\"p\u0430ssword\":\"@\"}"),
                json("{\"PASSWORD\" : \"@\"}"),
                json("{\"owner\":\"@\",\"order\":{\"signature\":\"@\"}}"),
                json("{\"env\":{\"DATABASE_URL\":\"@\"}}"),
                json("{\"name\":\"Authorization\",\"value\":\"@\"}").readable("Authorization"),
                json("[{\"value\":\"@\",\"name\":\"X-Api-Key\"},{\"name\":\"Accept\",\"value\":\"text\"}]")
                        .readable("text"),
                json("{\"value\":[\"@\"],\"key\":\"API_TOKEN\"}"),
                json("[[\"Authorization\",\"@\"],[\"Accept\",\"all\"]]").readable("Accept", "all"),
                json("[\"Accept\",\"all\",\"Authorization\",\"@\"]").readable("all"),
                json("[\"Authorization: Bearer @\"]"),
                json(level1),
                json(level2),
                json(level3),
                json(level4),
                json("{\"text\":" + quoted("note {\"password\": \"@\"} end") + "}"),
                json("{\"text\":\"use Bearer @ please\"}"),
                json("{\"a\":1}\n{\"token\":\"@\"}"),
                json("\ufeff{\"token\":\"@\"}"),
                json("{\"token\":\"@"),
                json("{\"x\":\"@\",}"),
                json("not json @"),
                body("none", "{\"token\":\"@\",\"id\":7}").readable("\\\"id\\\":7"),
                body("text/plain", "{\"secret\":\"@\"}"),
                body("text/plain", "the word is @"),
                body("text/html", "<p>@</p>"),
                body("application/octet-stream", "@"),
                body("application/x-www-form-urlencoded", "grant=x&client_secret=@&scope=all")
                        .readable("scope=all"),
                body("application/x-www-form-urlencoded", "grant=x&client%5Fsecret=@"),
                body("application/x-www-form-urlencoded", "{\"token\":\"@\"}"),
                body(
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"@\"\r\n\r\n@\r\n--x--")
                        .readable("multipart file"),
                body(
                                "text/event-stream",
                                ": @\nid: @\nevent: delta\ndata: {\"token\":\"@\",\"n\":5}\n\ndata: [DONE]\n\n")
                        .readable("delta", "[DONE]", "\\\"n\\\":5"),
                body("text/event-stream", "data: {\"token\":\ndata: \"@\"}\n\n"),
                body("text/event-stream", "data: @\n\n"),
                body("none", "data: {\"key\":\"@\"}\n\n"));
    }

    private static Stream<Place> texts() {
        return Stream.of(
                message("login with password=@ failed").readable("login with", "failed"),
                message("{\"api_key\":\"@\",\"id\":4}"),
                message("{'api_key': '@', 'id': 4}"),
                message("api_key => @"),
                message("Authorization: Bearer @"),
                message("Cookie: a=b; sid=@"),
                message("Incorrect API key provided: @"),
                message("GET https://h.example/x?token=@ gave 401").readable("gave 401"),
                message("sk-or-v1-@"),
                message("nested {\\\"token\\\":\\\"@\\\"}"),
                message("client_secret%3D x client%5Fsecret=@"),
                message("token: \"two words @\""));
    }

    private static Stream<Place> programs() {
        Throwable inner = new IllegalArgumentException("token=" + CANARY);
        Throwable suppressed = new IllegalStateException("https://x.example/?key=" + CANARY);
        RuntimeException outer = new RuntimeException("Authorization: Bearer " + CANARY, inner);
        outer.addSuppressed(suppressed);
        return Stream.of(
                place("exception", lines -> lines.logger().error("failed", outer))
                        .readable("IllegalArgumentException", "IllegalStateException", "Caused by", "Suppressed"),
                place(
                        "failure",
                        lines -> emit(lines, ApiError.of(CALL, 1, Duration.ofMillis(3), Failure.of(outer, true)))),
                place(
                        "key-value",
                        lines -> lines.logger()
                                .atInfo()
                                .addKeyValue("apiKey", CANARY)
                                .log("x")),
                place(
                        "nested key-value",
                        lines -> lines.logger()
                                .atInfo()
                                .addKeyValue("a", Map.of("b", List.of(Map.of("passphrase", CANARY))))
                                .log("x")),
                place("mdc", lines -> {
                    MDC.put("access_token", CANARY);
                    lines.logger().info("x");
                    MDC.remove("access_token");
                }),
                place("context", lines -> {
                    try (LogContext context = LogContext.with("sessionToken", CANARY)) {
                        lines.logger().info("x {}", context.hashCode());
                    }
                }),
                place("argument", lines -> lines.logger().info("x {}", Map.of("password", CANARY))),
                place(
                        "market context",
                        lines -> emit(
                                lines,
                                new CompletionRequest(
                                        new CompletionRef("s", "r", 1),
                                        "m",
                                        null,
                                        null,
                                        1,
                                        null,
                                        Map.of("secret", CANARY)))));
    }

    private static Stream<Place> registered() {
        String url = URLEncoder.encode(REGISTERED, StandardCharsets.UTF_8);
        return Stream.of(
                known("literal", REGISTERED),
                known("upper case", REGISTERED.toUpperCase(Locale.ROOT).replace('É', 'é')),
                known("url", url),
                known("url, lower case", url.toLowerCase(Locale.ROOT)),
                known("url, %20", url.replace("+", "%20")),
                known("base64", Base64.getEncoder().encodeToString(REGISTERED_BYTES)),
                known("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(REGISTERED_BYTES)),
                base64("user:" + REGISTERED),
                base64("me:" + REGISTERED + "."),
                base64("a:b:" + REGISTERED + ".."),
                known("json", quoted(REGISTERED)),
                known("json in json", quoted(quoted(REGISTERED))),
                known("hex", HexFormat.of().formatHex(REGISTERED_BYTES)),
                known("upper hex", HexFormat.of().withUpperCase().formatHex(REGISTERED_BYTES)));
    }

    /** Only the characters that depend on the neighbours may stay. */
    private static Place base64(String text) {
        String all = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return known("base64 of " + text.length(), all, all.substring(8, all.length() - 6));
    }

    private static String quoted(String text) {
        return Lines.JSON.writeValueAsString(text);
    }

    @BeforeEach
    void register() {
        RegisteredSecrets.register(Secret.of(REGISTERED));
    }

    @AfterEach
    void forget() {
        RegisteredSecrets.forget(Secret.of(REGISTERED));
    }

    @ParameterizedTest
    @MethodSource("places")
    void log_secretAtPlace_isNotInTheFinalBytes(Place place) {
        long failures = LoggingFailures.count();
        String raw = Lines.of(place.log());

        assertThat(raw).contains("\"timestamp\":");
        assertThat(raw).doesNotContain(place.hidden());
        assertThat(place.readable()).allSatisfy(word -> assertThat(raw).contains(word));
        assertThat(LoggingFailures.count()).isEqualTo(failures);
    }
}

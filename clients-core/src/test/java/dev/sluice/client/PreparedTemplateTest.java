package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Body;
import feign.Feign;
import feign.HeaderMap;
import feign.Headers;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.MethodMetadata;
import feign.Param;
import feign.QueryMap;
import feign.Request;
import feign.RequestLine;
import feign.Target;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class PreparedTemplateTest {
    private static final String BASE = "http://localhost:1/v1/b%20c";
    private static final JsonRequestEncoder ENCODER =
            new JsonRequestEncoder(JsonMapper.builder().build());
    private static final Target<Api> TARGET = new Target.HardCodedTarget<>(Api.class, BASE);

    @Headers({"X-Client: sluice", "Accept: application/json"})
    interface Api {
        @RequestLine("GET /")
        void root();

        @RequestLine("GET")
        void nothing();

        @RequestLine("GET things/all")
        void noSlash();

        @RequestLine("GET /things?fixed=a%20b&flag&limit=200&also=c d#top")
        void query();

        @RequestLine("GET /things/{id}")
        void thing(@Param("id") Object id);

        @RequestLine("GET /things/{id}/{id}/parts/{part}")
        void twice(@Param("id") Object id, @Param("part") Object part);

        @RequestLine("GET /things?labels={labels}&cursor={cursor}&limit=200")
        void page(@Param("labels") @Nullable Object labels, @Param("cursor") @Nullable Object cursor);

        @RequestLine("POST /things")
        void json(Map<String, ?> body);

        @RequestLine("POST /things/{id}")
        @Headers("Content-Type: application/vnd.things+json")
        void typed(@Param("id") Object id, Map<String, ?> body);

        @RequestLine("PUT /file")
        void bytes(byte[] body);

        @RequestLine("PUT /file")
        void raw(RawBody body);

        @RequestLine("DELETE /things/{id}")
        @Headers({"X-Account: a {account} b", "X-Two: 1", "X-Two: 2", "Authorization: Custom {token}"})
        void headers(@Param("id") Object id, @Param("account") Object account, @Param("token") Object token);

        @RequestLine("GET /things/{id:[0-9]+}")
        void pattern(@Param("id") Object id);

        @RequestLine("GET /things{;id}")
        void pathStyle(@Param("id") Object id);

        @RequestLine("GET /things/{id}")
        void expanded(@Param(value = "id", expander = Upper.class) Object id);

        @RequestLine("GET /things")
        void queryMap(@QueryMap Map<String, Object> query);

        @RequestLine("GET /things")
        void headerMap(@HeaderMap Map<String, Object> headers);

        @RequestLine("GET /things")
        void elsewhere(URI base);

        @RequestLine("POST /things")
        @Body("fixed")
        void fixedBody();

        @RequestLine("POST /things")
        @Body("%7B\"name\":\"{name}\"%7D")
        void bodyTemplate(@Param("name") String name);

        @RequestLine("POST /form")
        void form(@Param("a") String a);

        @RequestLine("GET /things/{other}")
        void unbound();

        @RequestLine("GET /things/{id}")
        void options(@Param("id") Object id, Request.Options options);
    }

    /** What a value looks like to an operation that wants it loud. */
    public static final class Upper implements Param.Expander {
        /** Called by Feign. */
        public Upper() {}

        @Override
        public String expand(Object value) {
            return value.toString().toUpperCase(Locale.ROOT);
        }
    }

    enum Side {
        BUY
    }

    record Case(String method, Object... arguments) {
        @Override
        public String toString() {
            return method + Arrays.toString(arguments);
        }
    }

    /** Ordinary ones: built here. */
    static Stream<Case> prepared() {
        return Stream.of(
                new Case("root"),
                new Case("nothing"),
                new Case("noSlash"),
                new Case("query"),
                new Case("thing", "abc-1.2_3"),
                new Case("thing", 7),
                new Case("thing", 8_000_000_000L),
                new Case("thing", Side.BUY),
                new Case("thing", new UUID(1, 2)),
                new Case("twice", "a", 1),
                new Case("page", "x", "y"),
                new Case("json", Map.of("q", "ü")),
                new Case("typed", "a", Map.of()),
                new Case("bytes", new byte[] {1, 2}),
                new Case("bytes", new byte[0]),
                new Case("raw", new RawBody(new byte[] {1}, "image/png")),
                new Case("raw", new RawBody(new byte[] {1}, "")),
                new Case("headers", "a", "b", "c"));
    }

    /** Values that are not written as they are: left to Feign. */
    static Stream<Case> leftToFeign() {
        return Stream.of(
                new Case("thing", "a/b"),
                new Case("thing", "a b"),
                new Case("thing", "a~b"),
                new Case("thing", "ü"),
                new Case("thing", "%20"),
                new Case("thing", ""),
                new Case("thing", (Object) null),
                new Case("thing", 1.5),
                new Case("thing", List.of("a", "b")),
                new Case("thing", Optional.of("a")),
                new Case("thing", new StringBuilder("a")),
                new Case("page", "x", null),
                new Case("page", null, null),
                new Case("headers", "a", "b,c", "d"),
                new Case("headers", "a", "b", "d\r\ne"));
    }

    /** Methods that Feign does altogether. */
    static Stream<Case> unprepared() {
        return Stream.of(
                new Case("pattern", 7),
                new Case("pathStyle", "a"),
                new Case("expanded", "a"),
                new Case("queryMap", Map.of("a", 1)),
                new Case("headerMap", Map.of("a", 1)),
                new Case("elsewhere", URI.create("http://localhost:2")),
                new Case("fixedBody"),
                new Case("bodyTemplate", "a"),
                new Case("form", "a"),
                new Case("unbound"),
                new Case("options", "a", new Request.Options()));
    }

    @ParameterizedTest
    @MethodSource("prepared")
    void request_ordinary_isFeigns(Case ordinary) throws Throwable {
        AttemptRequest ours = template(ordinary).request(ordinary.arguments);
        AttemptRequest feigns = new AttemptRequest(feign(ordinary));

        assertThat(ours).isNotNull();
        assertThat(ours.method()).isEqualTo(feigns.method());
        assertThat(ours.uri()).isEqualTo(feigns.uri()).hasToString(feigns.uri().toString());
        assertThat(ours.headers()).isEqualTo(feigns.headers());
        assertThat(ours.body()).isEqualTo(feigns.body());
        assertThat(ours.carriesCredentials()).isEqualTo(feigns.carriesCredentials());
    }

    @ParameterizedTest
    @MethodSource("leftToFeign")
    void request_unusualValue_isLeftToFeign(Case unusual) {
        assertThat(template(unusual).request(unusual.arguments)).isNull();
    }

    @ParameterizedTest
    @MethodSource("unprepared")
    void of_unusualMethod_isLeftToFeign(Case unusual) {
        assertThat(PreparedTemplate.of(metadata(unusual), TARGET, ENCODER)).isNull();
    }

    @Test
    void request_twice_doesNotShareWhatASignerAdds() {
        PreparedTemplate template = template(new Case("root"));

        AttemptRequest first = template.request(new Object[0]);
        assertThat(first).isNotNull();
        first.header("X-Signature", "1");

        AttemptRequest second = template.request(new Object[0]);
        assertThat(second).isNotNull();
        assertThat(second.headers("x-signature")).isEmpty();
        assertThat(second.headers("x-client")).containsExactly("sluice");
    }

    private static PreparedTemplate template(Case ofMethod) {
        PreparedTemplate template = PreparedTemplate.of(metadata(ofMethod), TARGET, ENCODER);
        assertThat(template).as("template of %s", ofMethod.method).isNotNull();
        return template;
    }

    private static MethodMetadata metadata(Case ofMethod) {
        return new OperationContract()
                .parseAndValidateMetadata(Api.class).stream()
                        .filter(metadata -> metadata.method().getName().equals(ofMethod.method))
                        .findFirst()
                        .orElseThrow();
    }

    /** The request that Feign alone makes of it. */
    private static Request feign(Case ofMethod) throws Throwable {
        List<Request> sent = new ArrayList<>();
        Map<Method, MethodHandler> handlers = new HashMap<>();
        Api unused = Feign.builder()
                .contract(new OperationContract())
                .encoder(ENCODER)
                .client((request, options) -> {
                    sent.add(request);
                    return feign.Response.builder().status(200).request(request).build();
                })
                .invocationHandlerFactory((target, all) -> {
                    handlers.putAll(all);
                    return (proxy, method, arguments) -> null;
                })
                .target(TARGET);
        for (Map.Entry<Method, MethodHandler> handler : handlers.entrySet()) {
            if (handler.getKey().getName().equals(ofMethod.method)) {
                Object nothing = handler.getValue().invoke(ofMethod.arguments);
                assertThat(nothing).isNull();
            }
        }
        return sent.get(0);
    }
}

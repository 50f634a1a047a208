package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.sluice.client.FixtureModule.FixtureClient;
import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.logging.event.EventSink;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.PermitUnavailableException;
import dev.sluice.ratelimit.StateFileException;
import feign.RequestLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The entry point: configuration, keys, addresses, modules, and a bot's own API. */
class SluiceTest {
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(get("/status").willReturn(okJson("{\"state\":\"up\"}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** What a bot writes for a provider of its own. */
    interface StatusApi {
        @Operation(name = "status", retry = RetryClass.SAFE)
        @RequestLine("GET /status")
        Map<String, String> status();
    }

    @Test
    void twoApisOfOneAccount_shareItsLimits() {
        SluiceBuilder oneADay = builder().config("""
                providers:
                  mine: { limits: { quotas: [ { id: rpd, permits: 1, per: 1d } ] } }
                """);
        try (Sluice sluice = oneADay.build()) {
            ApiDefinition<StatusApi> definition =
                    ApiDefinition.of(StatusApi.class, uri()).build();
            StatusApi one = sluice.api("mine", definition);
            StatusApi other = sluice.api("mine", definition);
            one.status();

            assertThatThrownBy(other::status).isInstanceOf(RequestNotSentException.class);
            assertThatThrownBy(() -> sluice.raw("mine").send(RawRequest.get("/status")))
                    .isInstanceOf(RequestNotSentException.class);
            assertThat(sluice.provider("mine").limiter())
                    .isSameAs(sluice.limiters().limiter("mine"));
        }
    }

    @Test
    void limitsState_outlivesTheProcess_andIsForOneAtATime(@TempDir Path directory) {
        SluiceBuilder twice = builder().config("""
                limits-state: { file: %s }
                providers:
                  mine: { limits: { quotas: [ { id: rpd, permits: 5, per: 1d } ] } }
                """.formatted(directory.resolve("limits.state")));
        try (Sluice sluice = twice.build()) {
            sluice.api("mine", ApiDefinition.of(StatusApi.class, uri()).build()).status();
            assertThatThrownBy(twice::build).isInstanceOf(StateFileException.class);
        }

        try (Sluice sluice = twice.build()) {
            assertThat(sluice.limiters().limiter("mine").snapshot().provider().quotas())
                    .singleElement()
                    .extracting(LimiterSnapshot.Quota::remaining)
                    .isEqualTo(4L);
        }
    }

    @Test
    void fifthProvider_inTenLines() {
        try (Sluice sluice = builder().build()) {
            StatusApi api =
                    sluice.api("mine", ApiDefinition.of(StatusApi.class, uri()).build());
            assertThat(api.status()).containsEntry("state", "up");
        }
    }

    @Test
    void client_isFoundByItsModule_andIsOneAndTheSame() {
        try (Sluice sluice = builder()
                .credential("fixture", Secret.of("k-12345678"))
                .baseUrl("fixture", uri())
                .build()) {
            FixtureClient client = sluice.client(FixtureClient.class);

            assertThat(client.state()).isEqualTo("up");
            assertThat(sluice.client(FixtureClient.class)).isSameAs(client);
            server.verify(getRequestedFor(urlEqualTo("/status")).withHeader("x-api-key", equalTo("k-12345678")));
        }
    }

    @Test
    void unknownClient_isRefused_namingWhatThereIs() {
        try (Sluice sluice = builder().build()) {
            assertThatThrownBy(() -> sluice.client(String.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.String")
                    .hasMessageContaining("fixture");
        }
    }

    @Test
    void missingKey_isOneClearError_atTheFirstCall() {
        try (Sluice sluice = builder().baseUrl("fixture", uri()).build()) {
            FixtureClient client = sluice.client(FixtureClient.class);

            RequestNotSentException failure = catchThrowableOfType(RequestNotSentException.class, client::state);

            assertThat(failure)
                    .hasMessage(
                            "fixture status: fixture: API key missing (expected: environment variable FIXTURE_API_KEY)")
                    .hasCauseInstanceOf(MissingCredentialException.class);
            assertThat(failure.isRetryable()).isFalse();
            assertThat(failure.attempts()).isZero();
        }
    }

    @Test
    void key_comesFromTheVariableThatTheFileNames(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("sluice.yaml"),
                "providers: { fixture: { api-key-env: OTHER_KEY, base-url: '" + uri() + "' } }");
        try (Sluice sluice = Sluice.builder()
                .config(file)
                .environment(Map.of("OTHER_KEY", "other-123456", "FIXTURE_API_KEY", "wrong-123456"))
                .build()) {
            assertThat(sluice.client(FixtureClient.class).state()).isEqualTo("up");
            server.verify(getRequestedFor(urlEqualTo("/status")).withHeader("x-api-key", equalTo("other-123456")));
        }
    }

    @Test
    void open_refusesAFileThatIsWrong(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("sluice.yaml"), "providers: { fixture: { retry: { max-atempts: 3 } } }");

        assertThatThrownBy(() -> Sluice.open(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("max-atempts")
                .hasMessageContaining("max-attempts");
    }

    @Test
    void impossibleValues_areRefused() {
        for (String section : List.of(
                "retry: { max-attempts: 0 }",
                "retry: { backoff: 0s }",
                "http: { deadline: 0s }",
                "http: { max-body: 3GB }",
                "circuit-breaker: { window: 0 }",
                "circuit-breaker: { wait-open: 0s }")) {
            assertThatThrownBy(() -> builder()
                            .config("providers: { fixture: { " + section + " } }")
                            .build())
                    .as(section)
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void shippedDefaults_areThoseOfTheDesign() {
        try (Sluice sluice = builder().build()) {
            HttpConfig http = sluice.configuration().provider("exa", HttpConfig.SECTION);
            RetryConfig retry = sluice.configuration().provider("exa", RetryConfig.SECTION);
            BreakerConfig breaker = sluice.configuration().provider("exa", BreakerConfig.SECTION);

            assertThat(http.deadline()).isEqualTo(Duration.ofSeconds(120));
            assertThat(http.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(http.firstByteTimeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(http.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(http.maxBodyBytes()).isEqualTo(16_000_000);
            assertThat(http.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(retry.maxAttempts()).isEqualTo(3);
            assertThat(retry.backoff()).isEqualTo(Duration.ofMillis(500));
            assertThat(retry.maxBackoff()).isEqualTo(Duration.ofSeconds(8));
            assertThat(retry.billed()).isTrue();
            assertThat(breaker.window()).isEqualTo(20);
            assertThat(breaker.waitOpen()).isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void addresses_builderBeforeFileBeforeProduction_exactBeforeAny() {
        URI production = URI.create("https://production.example");
        String file =
                "providers: { p: { base-urls: { gamma: 'https://file-gamma.example' }, base-url: 'https://file.example' } }";
        try (Sluice sluice = builder()
                .config(file)
                .baseUrl("p", "clob", URI.create("https://given-clob.example"))
                .build()) {
            assertThat(sluice.provider("p").baseUrl("clob", production)).hasHost("given-clob.example");
            assertThat(sluice.provider("p").baseUrl("gamma", production)).hasHost("file-gamma.example");
            assertThat(sluice.provider("p").baseUrl("default", production)).hasHost("file.example");
            assertThat(sluice.provider("q").baseUrl("default", production)).isEqualTo(production);
        }
        try (Sluice sluice = builder()
                .config(file)
                .baseUrl("p", URI.create("https://given.example"))
                .build()) {
            assertThat(sluice.provider("p").baseUrl("gamma", production)).hasHost("file-gamma.example");
            assertThat(sluice.provider("p").baseUrl("other", production)).hasHost("given.example");
        }
    }

    @Test
    void twoApisOfOneProvider_shareItsLimiter() {
        try (Sluice sluice = builder().build()) {
            assertThat(sluice.provider("mine").limiter())
                    .isSameAs(sluice.limiters().limiter("mine"));
            assertThat(sluice.provider("mine")).isSameAs(sluice.provider("mine"));
        }
    }

    @Test
    void httpClientThatFollowsRedirects_isRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatThrownBy(() -> builder().httpClient(following).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void givenHttpClient_isUsed() {
        HttpClient own = HttpClient.newBuilder()
                .executor(HttpExecutors.platformThreads())
                .build();
        try (Sluice sluice = builder().httpClient(own).build()) {
            assertThat(sluice.api(
                                    "mine",
                                    ApiDefinition.of(StatusApi.class, uri()).build())
                            .status())
                    .containsEntry("state", "up");
        }
    }

    @Test
    void listenerAndSinkThatThrow_breakNoCall_andSilenceNobodyElse() {
        List<CallRecord> calls = new ArrayList<>();
        try (Sluice sluice = builder()
                .events(event -> {
                    throw new IllegalStateException("sink");
                })
                .listener(call -> {
                    throw new IllegalStateException("listener");
                })
                .listener(calls::add)
                .build()) {
            assertThat(sluice.api(
                                    "mine",
                                    ApiDefinition.of(StatusApi.class, uri()).build())
                            .status())
                    .containsEntry("state", "up");
        }
        assertThat(calls).hasSize(1);
    }

    @Test
    void close_closesTheClientsFirst_soThatTheyMayStillCall() {
        Sluice sluice = builder()
                .credential("fixture", Secret.of("k-12345678"))
                .baseUrl("fixture", uri())
                .build();
        FixtureClient client = sluice.client(FixtureClient.class);

        sluice.close();
        sluice.close();

        assertThat(client.stateWhenClosed()).containsExactly("up");
        assertThatThrownBy(client::state).hasMessage("fixture status: client closed (expected: a call before close)");
    }

    @Test
    void close_thatMayTakeForEver_orLessThanNoTime_closes() {
        for (Duration drain : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(-5))) {
            Sluice sluice = builder().build();

            sluice.close(drain);

            assertThatThrownBy(() -> sluice.api(
                                    "mine",
                                    ApiDefinition.of(StatusApi.class, uri()).build())
                            .status())
                    .hasMessageContaining("client closed");
        }
    }

    @Test
    void close_goesOn_whateverAClientThrows() {
        Sluice sluice = builder()
                .credential("fixture", Secret.of("k-12345678"))
                .baseUrl("fixture", uri())
                .build();
        FixtureClient client = sluice.client(FixtureClient.class);
        client.failWhenClosed(new AssertionError("client"));

        assertThatThrownBy(sluice::close).isInstanceOf(AssertionError.class);

        assertThatThrownBy(client::state).hasMessageContaining("client closed");
        assertThatThrownBy(() -> sluice.limiters().limiter("fixture").acquire(AcquireRequest.one()))
                .isInstanceOf(PermitUnavailableException.class);
    }

    @Test
    void methodWithoutOperation_isRefused_whenTheApiIsMade() {
        try (Sluice sluice = builder().build()) {
            assertThatThrownBy(() -> sluice.api(
                            "mine", ApiDefinition.of(Unannotated.class, uri()).build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("@Operation");
        }
    }

    @Test
    void streamWithoutDecoder_isRefused_whenTheApiIsMade() {
        try (Sluice sluice = builder().build()) {
            assertThatThrownBy(() -> sluice.api(
                            "mine", ApiDefinition.of(TestApi.class, uri()).build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("events(Chunk.class");
        }
    }

    interface Unannotated {
        @RequestLine("GET /status")
        Map<String, String> status();
    }

    private URI uri() {
        return URI.create("http://localhost:" + server.port());
    }

    private static SluiceBuilder builder() {
        return Sluice.builder().environment(Map.of()).events(EventSink.none());
    }
}

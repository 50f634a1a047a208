package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.Classification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Whatever goes wrong, the exception is ours, says which call, survives serialisation, and shows nothing of the library below. */
class FailureTableTest extends WireTest {
    private static final String SECRET = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyFailure_isOurs_namesItsCall_andCanBeSerialised(Way way) throws Exception {
        use(new Bench(uri(), time, Bench.CONFIG, way.definition));
        if (way.fault == null) {
            server.stubFor(any(anyUrl())
                    .willReturn(aResponse()
                            .withStatus(way.status)
                            .withBody("{\"name\":")
                            .withHeader("x-request-id", "t-1")));
        } else {
            server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(way.fault)));
        }

        ClientException failure = catchThrowableOfType(ClientException.class, () -> way.call.accept(api));

        assertThat(failure.provider()).isEqualTo(Bench.PROVIDER);
        assertThat(failure.operation()).isNotEmpty();
        assertThat(failure.requestId()).isEqualTo(bench.call().requestId());
        assertThat(failure.attempts()).isEqualTo(bench.call().attempts());
        assertThat(failure.effectiveStatus().orElse(null))
                .isEqualTo(bench.call().effectiveStatus());
        assertThat(failure.providerRequestId().orElse(null))
                .isEqualTo(bench.call().providerRequestId());
        nothingBelowShows(failure);
        ClientException read = (ClientException) read(written(failure));
        assertThat(read).hasMessage(failure.getMessage());
        assertThat(read.call()).isEqualTo(failure.call());
        assertThat(read.retryAt()).isEqualTo(failure.retryAt());
        assertThat(read.isRetryable()).isEqualTo(failure.isRetryable());
    }

    private static void nothingBelowShows(ClientException failure) {
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            assertThat(next.getClass().getName()).doesNotContain("feign").doesNotContain("resilience4j");
            assertThat(String.valueOf(next.getMessage()))
                    .doesNotContainIgnoringCase("feign")
                    .doesNotContain("resilience4j")
                    .doesNotContain(SECRET);
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            open.addAll(List.of(next.getSuppressed()));
        }
    }

    private static byte[] written(Throwable failure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static JsonMapper breaking() {
        return JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(Search.class, new BreakingSerializer(SECRET)))
                .build();
    }

    private enum Way {
        ENCODER_FAILS(definition -> definition.mapper(breaking()), api -> api.search(new Search("q")), 200, null),
        BODY_MISSING(definition -> definition, api -> api.search(null), 200, null),
        SIGNER_FAILS(
                definition -> definition.signer(request -> {
                    throw new IllegalStateException("signer");
                }),
                api -> api.thing("7"),
                200,
                null),
        CUSTOMIZER_FAILS(
                definition -> definition.customizer(call -> call.cost("tokens", -1)), api -> api.thing("7"), 200, null),
        CLASSIFIER_FAILS(
                definition -> definition.classifier((head, body) -> {
                    throw new IllegalStateException("classifier");
                }),
                api -> api.thing("7"),
                200,
                null),
        UNREADABLE(definition -> definition, api -> api.thing("7"), 200, null),
        CALLERS_FAULT(definition -> definition, api -> api.thing("7"), 422, null),
        RATE_LIMITED(
                definition -> definition.classifier((head, body) -> Classification.of(429)
                        .providerRequestId("theirs")
                        .retryAt(head.receivedAt().plusSeconds(45))),
                api -> api.thing("7"),
                200,
                null),
        SERVER_ERROR(definition -> definition, api -> api.thing("7"), 500, null),
        UNKNOWN_OUTCOME(definition -> definition, api -> api.order(new Search("q")), 502, null),
        RESET(definition -> definition, api -> api.thing("7"), 0, Fault.CONNECTION_RESET_BY_PEER),
        NO_HTTP(definition -> definition, api -> api.thing("7"), 0, Fault.RANDOM_DATA_THEN_CLOSE),
        EMPTY(definition -> definition, api -> api.order(new Search("q")), 0, Fault.EMPTY_RESPONSE),
        STREAM_OF_NOTHING(definition -> definition, api -> api.chat(new Search("q")), 200, null);

        private final UnaryOperator<ApiDefinition.Builder<TestApi>> definition;
        private final Consumer<TestApi> call;
        private final int status;
        private final Fault fault;

        Way(UnaryOperator<ApiDefinition.Builder<TestApi>> definition, Consumer<TestApi> call, int status, Fault fault) {
            this.definition = definition;
            this.call = call;
            this.status = status;
            this.fault = fault;
        }
    }
}

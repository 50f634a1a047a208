package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.logging.event.Event;
import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a log that keeps few calls keeps of them. */
class SampledCallTest extends WireTest {
    private Bench keeping(String rate) {
        return new Bench(
                URI.create(server.baseUrl()),
                VirtualTime.autoAdvancing(),
                Bench.CONFIG + "logging: { sample-rate: " + rate + " }\n",
                definition -> definition);
    }

    @Test
    void call_leftOut_isHeardByListenersAllTheSame() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\",\"price\":1}")));
        try (Bench none = keeping("0")) {
            none.api.thing("7");

            assertThat(none.events).isEmpty();
            assertThat(none.calls).hasSize(1);
        }
    }

    @Test
    void call_leftOut_thatFails_isLoggedWithItsRequests_late() {
        server.stubFor(get("/things/7").willReturn(serverError()));
        try (Bench none = keeping("0")) {
            assertThatThrownBy(() -> none.api.thing("7")).isInstanceOf(RuntimeException.class);

            assertThat(none.eventTypes())
                    .containsExactly(
                            "api_request",
                            "api_error",
                            "api_request",
                            "api_error",
                            "api_request",
                            "api_error",
                            "external_api_call");
            List<Event> requests = none.events("api_request");
            assertThat(requests)
                    .allSatisfy(event -> assertThat(event.fields())
                            .containsEntry("logged_late", true)
                            .containsEntry("sample_rate", 1.0));
            assertThat(requests)
                    .extracting(event -> event.fields().get("attempt"))
                    .containsExactly(1, 2, 3);
        }
    }

    @Test
    void calls_kept_areKeptWhole() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\",\"price\":1}")));
        try (Bench half = keeping("0.5")) {
            for (int i = 0; i < 64; i++) {
                half.api.thing("7");
            }

            int kept = half.events("external_api_call").size();
            assertThat(kept).isBetween(8, 56);
            assertThat(half.events("api_request")).hasSize(kept);
            assertThat(half.events("api_response")).hasSize(kept);
            assertThat(half.events)
                    .allSatisfy(event -> assertThat(event.fields()).containsEntry("sample_rate", 0.5));
        }
    }

    @Test
    void rate_thatIsNoShare_isRefused() {
        assertThatThrownBy(() -> keeping("1.5"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sample-rate");
    }
}

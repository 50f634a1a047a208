package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SimulatorsExtension.class)
class ControlTest {

    @Test
    void report_hasTheNumbersOfEveryProvider(Simulators simulators) throws Exception {
        Http.post(simulators.exa().baseUrls().get("exa"), "/search", "{\"query\":\"x\"}");
        JsonNode report = Http.json(Http.get(simulators.control(), "/report"));

        JsonNode exa = report.path("exa");
        assertThat(exa.path("calls").asInt()).isEqualTo(1);
        assertThat(exa.path("rejected_429").asInt(-1)).isZero();
        assertThat(exa.path("injected_429").asInt(-1)).isZero();
        assertThat(exa.path("violations").asInt(-1)).isZero();
        assertThat(exa.path("highest_concurrency").asInt()).isEqualTo(1);
        assertThat(exa.has("smallest_spacing_ms")).isFalse();
        assertThat(exa.path("by_operation").path("search").asInt()).isEqualTo(1);
        assertThat(report.propertyNames()).contains("exa", "openrouter");
    }

    @Test
    void faults_posted_strike(Simulators simulators) throws Exception {
        HttpResponse<String> accepted = Http.post(
                simulators.control(),
                "/faults",
                "{\"provider\":\"exa\",\"status\":429,\"retry_after_seconds\":2,\"for_ms\":60000}");

        assertThat(accepted.statusCode()).isEqualTo(200);
        URI exa = simulators.exa().baseUrls().get("exa");
        assertThat(Http.post(exa, "/search", "{\"query\":\"x\"}").statusCode()).isEqualTo(429);
        assertThat(Http.post(exa, "/search", "{\"query\":\"x\"}").statusCode()).isEqualTo(429);
        JsonNode report = Http.json(Http.get(simulators.control(), "/report")).path("exa");
        assertThat(report.path("injected_429").asInt()).isEqualTo(2);
        assertThat(report.path("calls_during_pause").asInt()).isEqualTo(1);
        assertThat(report.path("faults").get(0).path("calls_during_pause").asInt())
                .isEqualTo(1);
        assertThat(report.path("faults").get(0).path("pause_until").asString()).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | no JSON object",
                "{\"provider\":\"exa\"} | nothing to inject",
                "{\"provider\":\"nobody\",\"status\":500} | nobody is unknown",
                "{\"provider\":\"exa\",\"status\":200} | expected 400 to 599",
                "{\"provider\":\"exa\",\"statuz\":500} | statuz: unknown key",
                "{\"provider\":\"exa\",\"stall_ms\":-1} | stall_ms: no whole number",
                "{\"provider\":\"openrouter\",\"shape\":\"oval\"} | shape oval is unknown here (expected one of [bad-key,",
                "{\"provider\":\"exa\",\"shape\":\"daily-cap\"} | shape daily-cap is unknown here",
                "{\"provider\":\"exa\",\"split_bytes\":0} | pieces of 0 bytes",
            })
    void faults_impossible_areRefusedWithAReason(String body, String reason, Simulators simulators) throws Exception {
        HttpResponse<String> refused = Http.post(simulators.control(), "/faults", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Http.json(refused).path("error").asString()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"provider\":\"exa\",\"status\":500} | STATUS | 1 | false",
                "{\"provider\":\"exa\",\"abort\":true,\"times\":3,\"mid_body\":true} | ABORT | 3 | true",
                "{\"provider\":\"exa\",\"stall_ms\":40} | STALL | 1 | false",
                "{\"provider\":\"exa\",\"truncate\":true,\"for_ms\":5} | TRUNCATE | 2147483647 | true",
                "{\"provider\":\"openrouter\",\"shape\":\"blank\"} | SHAPE | 1 | false",
                "{\"provider\":\"openrouter\",\"split_bytes\":7,\"times\":2} | SPLIT | 2 | false",
            })
    void faultOrder_isReadAsWritten(String body, Fault.Kind kind, int times, boolean midBody) {
        Fault fault = FaultOrder.parse(Http.MAPPER.readTree(body)).fault();

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.times()).isEqualTo(times);
        assertThat(fault.midBody()).isEqualTo(midBody);
    }

    @Test
    void unknownPath_is404(Simulators simulators) throws Exception {
        assertThat(Http.get(simulators.control(), "/nothing").statusCode()).isEqualTo(404);
    }
}

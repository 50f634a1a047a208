package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class RecordsTest {

    private static final JsonMapper JSON = DaytonaJson.mapper();

    @Test
    void create_unsetFields_areNotSent() {
        assertThat(JSON.writeValueAsString(CreateSandbox.builder().build())).isEqualTo("{}");
    }

    @Test
    void create_everyOption_hasItsWireName() {
        CreateSandbox request = CreateSandbox.builder()
                .name("n")
                .user("u")
                .env("KEY", "v")
                .label("b", "1")
                .label("a", "2")
                .target("us")
                .networkBlocked()
                .resources(1, 2, 3)
                .autoStop(5)
                .autoDelete(0)
                .ttl(30)
                .image("python:3.12")
                .extra("spot", JSON.readTree("true"))
                .build();

        assertThat(JSON.writeValueAsString(request))
                .isEqualTo(
                        "{\"name\":\"n\",\"user\":\"u\",\"env\":{\"KEY\":\"v\"},\"labels\":{\"b\":\"1\",\"a\":\"2\"},"
                                + "\"target\":\"us\",\"networkBlockAll\":true,\"cpu\":1,\"memory\":2,\"disk\":3,"
                                + "\"autoStopInterval\":5,\"autoDeleteInterval\":0,\"ttlMinutes\":30,"
                                + "\"buildInfo\":{\"dockerfileContent\":\"FROM python:3.12\"},\"spot\":true}");
        assertThat(request.toBuilder().build()).isEqualTo(request);
    }

    @Test
    void extra_ofAKnownName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CreateSandbox.builder().extra("disk", JSON.readTree("1")))
                .withMessageContaining("disk");
    }

    @Test
    void toString_showsNoEnvironment() {
        CreateSandbox request =
                CreateSandbox.builder().name("n").env("TOKEN", "canary-1").build();
        Sandbox sandbox = JSON.readValue(
                "{\"id\":\"sb\",\"env\":{\"TOKEN\":\"canary-2\"},\"other\":\"canary-3\"}", Sandbox.class);

        assertThat(request + " " + sandbox).contains("name=n", "id=sb").doesNotContain("canary");
    }

    @Test
    void sandbox_unknownFieldsAndStates_areKeptAndWrittenBack() {
        String wire = "{\"id\":\"sb\",\"cpu\":0.125,\"state\":\"dreaming\",\"tomorrow\":{\"b\":null,\"a\":1.10}}";

        Sandbox sandbox = JSON.readValue(wire, Sandbox.class);

        assertThat(sandbox.state()).isEqualTo(new SandboxState("dreaming"));
        assertThat(JSON.writeValueAsString(sandbox)).isEqualTo(wire);
    }

    @Test
    void sandbox_nothingButNulls_isReadable() {
        Sandbox sandbox = JSON.readValue(
                "{\"id\":\"sb\",\"state\":null,\"labels\":{\"a\":null},\"env\":null,\"createdAt\":\"yesterday\"}",
                Sandbox.class);

        assertThat(sandbox.hasStarted()).isFalse();
        assertThat(sandbox.label("a")).isEmpty();
        assertThat(sandbox.created()).isEmpty();
        assertThat(sandbox).hasToString("Sandbox[id=sb, name=null, state=null]");
    }

    @Test
    void sandbox_withoutId_isNoSandbox() {
        assertThatThrownBy(() -> JSON.readValue("{\"name\":\"n\"}", Sandbox.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("no id");
    }

    @ParameterizedTest
    @CsvSource({
        "started, true, false, false",
        "creating, false, false, false",
        "word_of_tomorrow, false, false, false",
        "error, false, false, true",
        "build_failed, false, false, true",
        "stopped, false, false, true",
        "destroying, false, true, true",
        "destroyed, false, true, true"
    })
    void state_saysWhetherWaitingHelps(String word, boolean started, boolean gone, boolean neverStarts) {
        SandboxState state = new SandboxState(word);

        assertThat(state.isStarted()).isEqualTo(started);
        assertThat(state.isGone()).isEqualTo(gone);
        assertThat(state.neverStarts()).isEqualTo(neverStarts);
    }

    @Test
    void multipart_nameThatWouldBreakTheHeader_isEscaped() {
        String body = new String(
                new Multipart("B").file("/tmp/a\"b\r\nX: y", new byte[0]).bytes(), StandardCharsets.UTF_8);

        assertThat(body).contains("filename=\"a%22b%0D%0AX: y\"");
    }

    @Test
    void executeResult_withoutCode_didNotSucceed() {
        ExecuteResult result = JSON.readValue("{\"result\":\"x\",\"artifacts\":{}}", ExecuteResult.class);

        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).isEqualTo("x");
        assertThat(result.extra()).isEqualTo(Map.of("artifacts", JSON.createObjectNode()));
    }
}
